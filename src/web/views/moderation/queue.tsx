// The queue of what waits for moderators.
import type { LoggedAct } from "../../../community/moderation/log.ts";
import type { Queued } from "../../../community/moderation/queue.ts";
import { findReason } from "../../../community/moderation/reasons.ts";
import type { Person, Reader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import type { Paper } from "../../../papers/paper.ts";
import type { Reading } from "../../reading.ts";
import { Form } from "../form.tsx";
import { Paging } from "../paging.tsx";
import { count } from "../../../papers/words.ts";
import { ActWordsFields, ReasonField } from "./act-fields.tsx";
import { DoneNote, RefusedNote } from "./done.tsx";
import { ModerationLinks } from "./links.tsx";
import { tickForm, Verdict, WaitingItem } from "./waiting.tsx";

/** What was sent and could not be done as it was. */
export interface QueueTyped {
  reason?: string | undefined;
  sentence?: string | undefined;
  note?: string | undefined;
  ticked: readonly string[];
}

interface QueueProps {
  reader: Reader;
  /** Those of this page. */
  waiting: readonly Queued[];
  /** How many wait in all, and of whom alone those of this page are. */
  total: number;
  author: Person | undefined;
  /** How many claims of authors wait. */
  claims: number;
  /** The page, from 1. */
  page: number;
  perPage: number;
  addressOf: (page: number) => string;
  papers: ReadonlyMap<number, Paper>;
  reading: Reading;
  done: readonly LoggedAct[];
  refused: readonly string[];
  typed: QueueTyped | undefined;
}

export function Queue(props: QueueProps) {
  const { reader, waiting, total, author, page, perPage, addressOf, done, refused, typed } = props;
  const { silence } = props.reading;
  const mayTick = waiting.length > 1 && author === undefined && silence === undefined;
  return (
    <div class="moderation">
      <div class="page-head">
        <h1>{author ? `What waits by ${author.name}` : "Moderation"}</h1>
        <ModerationLinks
          here={author ? undefined : "queue"}
          reader={reader}
          waiting={author ? 0 : total}
          claims={props.claims}
        />
      </div>
      {silence !== undefined && <p class="waiting-not">{silence}</p>}
      <DoneNote acts={silence === undefined ? done : []} back={links.moderation} />
      <RefusedNote says={refused} />
      {total === 0 ? (
        <NothingWaits claims={props.claims} />
      ) : (
        <p class="waiting-total">{saysTotal(props)}</p>
      )}
      {mayTick && (
        <p class="waiting-many">
          <a href={`#${tickForm}`}>Handle many at once</a>
        </p>
      )}
      {author && waiting.length > 0 && silence === undefined && (
        <AllOfAuthor {...props} author={author} />
      )}
      {waiting.length > 0 && (
        <ol class="waiting-list">
          {waiting.map((each) => (
            <li>
              <WaitingItem
                waiting={each}
                paper={props.papers.get(each.comment.paper)}
                reading={props.reading}
                ticked={mayTick ? (typed?.ticked ?? []) : undefined}
                byAuthor={author || silence !== undefined ? 1 : each.byAuthor}
                action={addressOf(page)}
              />
            </li>
          ))}
        </ol>
      )}
      {mayTick && <TickedActs waiting={waiting} typed={typed} action={addressOf(page)} />}
      <Paging
        page={page}
        pages={Math.ceil(total / perPage)}
        perPage={perPage}
        total={total}
        of="comments"
        address={addressOf}
      />
    </div>
  );
}

function saysTotal({ total, author }: Pick<QueueProps, "total" | "author">): string {
  const waits = total === 1 ? "1\u00a0comment waits" : `${count(total, "comment")} wait`;
  if (author) return `${waits} by ${author.name}.`;
  return `${waits}. What most have reported comes first, then what has waited longest.`;
}

function NothingWaits({ claims }: Pick<QueueProps, "claims">) {
  return (
    <>
      <p class="waiting-none">
        {claims > 0 ? "No comment waits for you." : "Nothing waits for you."}
      </p>
      <p class="note">
        Comments that are held back or reported stand here. You can read what{" "}
        <a href={links.discussions}>is being talked about</a>, or see{" "}
        <a href={links.moderationLog}>what was done</a> so far.
      </p>
    </>
  );
}

/** What a form for many bears of each, but of those that this moderator may do nothing about. */
function WhatIsSeen({ waiting }: Pick<QueueProps, "waiting">) {
  return (
    <>
      {waiting
        .filter(({ whyNot }) => whyNot === undefined)
        .map(({ comment: { id, standing }, seen }) => (
          <>
            <input type="hidden" name="seen" value={`${id}:${seen}`} />
            {standing === "held" && <input type="hidden" name="held" value={id} />}
          </>
        ))}
    </>
  );
}

/** What nobody but moderators can read is let through; what is read already stands. */
function onlyHeld(waiting: QueueProps["waiting"]): boolean {
  return waiting
    .filter(({ whyNot }) => whyNot === undefined)
    .every(({ comment }) => comment.standing === "held");
}

/** One press for a wave of advertising: it says before what it will do. */
function AllOfAuthor(props: QueueProps & { author: Person }) {
  const { author, waiting, page, typed, addressOf } = props;
  const these = waiting.length === 1 ? "this comment" : `all ${count(waiting.length, "comment")}`;
  return (
    <Form class="verdicts all-acts" action={addressOf(page)}>
      <input type="hidden" name="which" value="all" />
      <WhatIsSeen waiting={waiting} />
      <p class="record">
        One press does it with {these} below. {author.name} is told of each, and you can undo it. To
        hide all else that they wrote, too,{" "}
        <a href={links.personModerate(author.handle)}>ban them</a>.
      </p>
      <ReasonField id="reason-all" chosen={findReason(typed?.reason)} label="Reason to hide" />
      <ActWordsFields id="words-all" typed={typed} />
      <p class="verdict-buttons">
        <Verdict act="hide">{`Hide ${these}`}</Verdict>
        <Verdict act="keep">
          {onlyHeld(waiting) ? `Let ${these} through` : `Let ${these} stand`}
        </Verdict>
      </p>
    </Form>
  );
}

interface TickedActsProps {
  waiting: QueueProps["waiting"];
  typed: QueueTyped | undefined;
  action: string;
}

function TickedActs({ waiting, typed, action }: TickedActsProps) {
  const held = waiting.filter(
    ({ comment, whyNot }) => comment.standing === "held" && whyNot === undefined,
  ).length;
  return (
    <Form id={tickForm} class="verdicts ticked-acts" action={action}>
      <WhatIsSeen waiting={waiting} />
      <fieldset>
        <legend>Many at once</legend>
        <label class="all">
          <input type="radio" name="which" value="ticked" checked /> The comments that are ticked
        </label>
        {held > 0 && (
          <label class="all">
            <input type="radio" name="which" value="held" />{" "}
            {held === 1 ? "The one above that is held" : `All ${held} above that are held`}
          </label>
        )}
        <ReasonField id="reason-ticked" chosen={findReason(typed?.reason)} label="Reason to act" />
        <ActWordsFields id="words-ticked" typed={typed} />
        <p class="verdict-buttons">
          <Verdict act="keep">{onlyHeld(waiting) ? "Let them through" : "Let them stand"}</Verdict>
          <Verdict act="hide">Hide</Verdict>
          <Verdict act="warn">Warn their authors</Verdict>
        </p>
      </fieldset>
    </Form>
  );
}
