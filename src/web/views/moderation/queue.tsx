// The queue of what waits for moderators.
import type { LoggedAct } from "../../../community/moderation/log.ts";
import type { Waiting } from "../../../community/moderation/queue.ts";
import { findReason } from "../../../community/moderation/reasons.ts";
import type { Reader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import type { Paper } from "../../../papers/paper.ts";
import type { Reading } from "../../reading.ts";
import { Form } from "../form.tsx";
import { count } from "../words.ts";
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
  waiting: readonly Waiting[];
  /** How many wait in all. */
  total: number;
  papers: ReadonlyMap<number, Paper>;
  reading: Reading;
  done: readonly LoggedAct[];
  refused: readonly string[];
  typed: QueueTyped | undefined;
}

export function Queue(props: QueueProps) {
  const { reader, waiting, total, papers, reading, done, refused, typed } = props;
  return (
    <div class="moderation">
      <div class="page-head">
        <h1>Moderation</h1>
        <ModerationLinks here="queue" reader={reader} waiting={total} />
      </div>
      <DoneNote acts={done} back={links.moderation} />
      <RefusedNote says={refused} />
      {total === 0 ? <NothingWaits /> : <p class="waiting-total">{saysTotal(props)}</p>}
      {waiting.length > 0 && (
        <ol class="waiting-list">
          {waiting.map((each) => (
            <li>
              <WaitingItem
                waiting={each}
                paper={papers.get(each.comment.paper)}
                reading={reading}
                ticked={waiting.length > 1 ? (typed?.ticked ?? []) : undefined}
                action={links.moderation}
              />
            </li>
          ))}
        </ol>
      )}
      {waiting.length > 1 && <TickedActs many={waiting.length} typed={typed} />}
    </div>
  );
}

function saysTotal({ total, waiting }: Pick<QueueProps, "total" | "waiting">): string {
  const waits = total === 1 ? "1\u00a0comment waits" : `${count(total, "comment")} wait`;
  const these = total > waiting.length ? ` These are the first ${waiting.length}.` : "";
  return `${waits}. What most have reported comes first, then what has waited longest.${these}`;
}

function NothingWaits() {
  return (
    <>
      <p class="waiting-none">Nothing waits for you.</p>
      <p class="note">
        Comments that are held back or reported stand here. You can read what{" "}
        <a href={links.discussions}>is being talked about</a>, or see{" "}
        <a href={links.moderationLog}>what was done</a> so far.
      </p>
    </>
  );
}

function TickedActs({ many, typed }: { many: number; typed: QueueTyped | undefined }) {
  return (
    <Form id={tickForm} class="verdicts ticked-acts" action={links.moderation}>
      <fieldset>
        <legend>With the comments that are ticked</legend>
        <label class="all">
          <input type="checkbox" name="all" value="1" /> or all {count(many, "comment")} above
        </label>
        <ReasonField id="reason-ticked" chosen={findReason(typed?.reason)} label="Reason to act" />
        <ActWordsFields id="words-ticked" typed={typed} />
        <p class="verdict-buttons">
          <Verdict act="keep">Let them stand</Verdict>
          <Verdict act="hide">Hide</Verdict>
          <Verdict act="warn">Warn their authors</Verdict>
        </p>
      </fieldset>
    </Form>
  );
}
