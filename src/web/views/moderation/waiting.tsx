// One comment that waits: why, where, what it says, who wrote it, and the buttons.
import type { ToldReport, Waiting } from "../../../community/moderation/queue.ts";
import { reasonNames, reasons, type Reason } from "../../../community/moderation/reasons.ts";
import { formerReader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { excerpt } from "../../../papers/markdown/excerpt.ts";
import type { Paper } from "../../../papers/paper.ts";
import type { Reading } from "../../reading.ts";
import { shortened } from "../../requests.ts";
import { Ago } from "../ago.tsx";
import { CommentArticle } from "../comment.tsx";
import { Form } from "../form.tsx";
import { Tex } from "../tex.tsx";
import { count } from "../../../papers/words.ts";
import { ActWordsFields, ReasonField } from "./act-fields.tsx";
import { AuthorRecord, reporterInWords } from "./record.tsx";

/** The form of what is done with all that are ticked; its boxes stand in the items. */
export const tickForm = "waiting-acts";

interface WaitingItemProps {
  waiting: Waiting;
  paper: Paper | undefined;
  reading: Reading;
  /** The numbers of those that are ticked; left out where nothing can be. */
  ticked?: readonly string[] | undefined;
  /** How many wait by its author, where a way to all of them is to be shown. */
  byAuthor?: number;
  /** Where the buttons send. */
  action: string;
}

export function WaitingItem(props: WaitingItemProps) {
  const { waiting, paper, reading, ticked, byAuthor = 1, action } = props;
  const { comment, parent, reports, reported, word, record, whyNot } = waiting;
  const { id } = comment;
  const ticks = ticked !== undefined && whyNot === undefined;
  return (
    <div class="waiting">
      <div class="waiting-head">
        {ticks && (
          <label class="tick">
            <input
              type="checkbox"
              name="comment"
              value={id}
              form={tickForm}
              checked={ticked.includes(String(id))}
            />
            <span class="hidden">Tick the comment by {record?.name ?? formerReader}</span>
          </label>
        )}
        <WhyItWaits waiting={waiting} reading={reading} />
      </div>
      <p class="waiting-place">
        {paper && (
          <>
            On{" "}
            <a href={links.paper(paper.identifier)}>
              <Tex source={paper.title} />
            </a>
          </>
        )}
        {parent && (
          <>
            , in reply to <a href={links.comment(parent.id)}>{parent.by?.name ?? formerReader}</a>
            {parent.source !== undefined && `: “${excerpt(parent.source, 200)}”`}
          </>
        )}
      </p>
      <CommentArticle comment={comment} reading={reading} still />
      {word !== undefined && <p class="waiting-before">It has “{word}”, which is on the list.</p>}
      {reported !== undefined && (
        <div class="waiting-before">
          <p>
            When it was reported, it said (<a href={links.commentHistory(id)}>all of its history</a>
            ):
          </p>
          <blockquote class="version" lang="">
            {reported}
          </blockquote>
        </div>
      )}
      <AuthorRecord record={record} now={reading.now} />
      {record && byAuthor > 1 && (
        <p class="record">
          <a href={links.moderationBy(record.handle)}>
            Handle all {count(byAuthor, "comment")} by {record.name} that wait
          </a>
        </p>
      )}
      {reports.length > 0 && <Reporters reports={reports} now={reading.now} />}
      {reading.silence !== undefined ? null : whyNot === undefined ? (
        <Verdicts waiting={waiting} action={action} />
      ) : (
        <p class="waiting-not">{whyNot}</p>
      )}
    </div>
  );
}

function WhyItWaits({
  waiting: { comment, reports },
  reading: { now, timeZone },
}: Pick<WaitingItemProps, "waiting" | "reading">) {
  const reported = reports.length > 0 && (
    <>
      Reported by {count(reports.length, "reader")}
      {", "}
      <Ago at={reports[0]!.at} now={now} timeZone={timeZone} />: {reasonsInWords(reports)}
    </>
  );
  if (comment.standing === "held") {
    return (
      <h2 class="waiting-why">
        Held <Ago at={comment.editedAt ?? comment.at} now={now} timeZone={timeZone} />
        {reported && <>. {reported}</>}
      </h2>
    );
  }
  if (reported) return <h2 class="waiting-why">{reported}</h2>;
  return (
    <h2 class="waiting-why">
      {comment.standing === "hidden" ? "Hidden" : "It stands, and nobody has reported it"}
    </h2>
  );
}

/** What readers said, what most have said first. */
function reasonsOf(reports: readonly ToldReport[]): [reason: Reason, many: number][] {
  return reasons
    .map((reason): [Reason, number] => [
      reason,
      reports.filter((each) => each.reason === reason).length,
    ])
    .filter(([, many]) => many > 0)
    .toSorted(([, one], [, other]) => other - one);
}

function reasonsInWords(reports: readonly ToldReport[]): string {
  return reasonsOf(reports)
    .map(([reason, many]) => (many > 1 ? `${reasonNames[reason]} (${many})` : reasonNames[reason]))
    .join("; ");
}

function Reporters({ reports, now }: { reports: readonly ToldReport[]; now: Date }) {
  return (
    <details class="reporters">
      <summary>Who reported it</summary>
      <ul>
        {reports.map(({ reason, sentence, by }) => (
          <li>
            {reporterInWords(by, now)}: {reasonNames[reason]}
            {sentence && `, “${sentence}”`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Verdicts({ waiting, action }: { waiting: Waiting; action: string }) {
  const { comment, reports, record, seen } = waiting;
  const { id, standing } = comment;
  const who = record ? shortened(record.name) : formerReader;
  return (
    <Form class="verdicts" action={action} aria-label={`What to do with the comment by ${who}`}>
      <input type="hidden" name="comment" value={id} />
      <input type="hidden" name="seen" value={`${id}:${seen}`} />
      <ReasonField id={`reason-${id}`} chosen={reasonsOf(reports)[0]?.[0]} label="Reason to act" />
      <ActWordsFields id={`words-${id}`} />
      <p class="verdict-buttons">
        {(standing === "held" || reports.length > 0) && (
          <Verdict act="keep">{standing === "held" ? "Let it through" : "Let it stand"}</Verdict>
        )}
        {standing === "hidden" ? (
          <Verdict act="show">Show it again</Verdict>
        ) : (
          <Verdict act="hide">Hide</Verdict>
        )}
        {record && <Verdict act="warn">Warn its author</Verdict>}
        {record && <a href={links.personModerate(record.handle)}>Suspend or ban</a>}
      </p>
    </Form>
  );
}

export function Verdict({ act, children }: { act: string; children: string }) {
  return (
    <button class="button" type="submit" name="act" value={act}>
      {children}
    </button>
  );
}
