// One comment that waits: why, where, what it says, who wrote it, and the buttons.
import type { ToldReport, Waiting } from "../../../community/moderation/queue.ts";
import { reasonNames, reasons, type Reason } from "../../../community/moderation/reasons.ts";
import { formerReader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { markdownToText } from "../../../papers/markdown/markdown.ts";
import type { Paper } from "../../../papers/paper.ts";
import type { Reading } from "../../reading.ts";
import { shortened } from "../../requests.ts";
import { Ago } from "../ago.tsx";
import { CommentArticle } from "../comment.tsx";
import { Form } from "../form.tsx";
import { Tex } from "../tex.tsx";
import { count } from "../words.ts";
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
  /** Where the buttons send. */
  action: string;
}

export function WaitingItem({ waiting, paper, reading, ticked, action }: WaitingItemProps) {
  const { comment, parent, reports, record, seen, whyNot } = waiting;
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
        {ticks && <input type="hidden" name="seen" value={`${id}:${seen}`} form={tickForm} />}
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
            , in answer to <a href={links.comment(parent.id)}>{parent.by?.name ?? formerReader}</a>
            {parent.source !== undefined && `: “${excerptOf(parent.source)}”`}
          </>
        )}
      </p>
      <CommentArticle comment={comment} reading={reading} still />
      <AuthorRecord record={record} now={reading.now} />
      {reports.length > 0 && <Reporters reports={reports} now={reading.now} />}
      {whyNot === undefined ? (
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

function reasonsInWords(reports: readonly ToldReport[]): string {
  return reasons
    .map((reason) => [reason, reports.filter((each) => each.reason === reason).length] as const)
    .filter(([, many]) => many > 0)
    .toSorted(([, one], [, other]) => other - one)
    .map(([reason, many]) => (many > 1 ? `${reasonNames[reason]} (${many})` : reasonNames[reason]))
    .join("; ");
}

const excerptLength = 200;

function excerptOf(source: string): string {
  const text = markdownToText(source).replaceAll(/\s+/g, " ").trim();
  return text.length > excerptLength ? `${text.slice(0, excerptLength)}…` : text;
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

/** What most have said, or what the reason for holding it is usually about. */
function likelyReason({ reports }: Waiting): Reason | undefined {
  return reasons
    .map((reason) => [reason, reports.filter((each) => each.reason === reason).length] as const)
    .filter(([, many]) => many > 0)
    .toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

function Verdicts({ waiting, action }: { waiting: Waiting; action: string }) {
  const { comment, reports, record, seen } = waiting;
  const { id, standing } = comment;
  const who = record ? shortened(record.name) : formerReader;
  return (
    <Form class="verdicts" action={action} aria-label={`What to do with the comment by ${who}`}>
      <input type="hidden" name="comment" value={id} />
      <input type="hidden" name="seen" value={`${id}:${seen}`} />
      <ReasonField id={`reason-${id}`} chosen={likelyReason(waiting)} label="Reason to act" />
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
