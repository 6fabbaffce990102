// One act of a moderator, as the log tells it to everybody, and to moderators.
import type { Child } from "hono/jsx";
import type { ActKind } from "../../../community/moderation/acts.ts";
import type { LoggedAct } from "../../../community/moderation/log.ts";
import { reasonNames } from "../../../community/moderation/reasons.ts";
import { links } from "../../../links.ts";
import { Moment } from "../dates.tsx";
import { Form } from "../form.tsx";
import { count } from "../words.ts";

interface LoggedActsProps {
  acts: readonly LoggedAct[];
  timeZone: string;
  now: Date;
  /** Where an undo leads back to; left out, nothing can be taken back here. */
  back?: string | undefined;
}

export function LoggedActs({ acts, ...props }: LoggedActsProps) {
  return (
    <ol class="moderation-log">
      {acts.map((act) => (
        <li id={`act-${act.id}`}>
          <Told act={act} {...props} />
        </li>
      ))}
    </ol>
  );
}

function Told({ act, timeZone, now, back }: Omit<LoggedActsProps, "acts"> & { act: LoggedAct }) {
  const { id, at, by, sentence, reason, note, word, undoneBy, mayUndo, kind, about, comment } = act;
  return (
    <>
      <p class={undoneBy === null ? "log-deed" : "log-deed log-undone"}>
        {by ?? "A former moderator"} <Deed act={act} timeZone={timeZone} now={now} />
        {undoneBy !== null && (
          <>
            {" "}
            <a href={`#act-${undoneBy}`}>(taken back)</a>
          </>
        )}
      </p>
      {(sentence || reason) && (
        <p class="log-why">
          {reason && `${reasonNames[reason]}${sentence ? ". " : ""}`}
          {sentence && `“${sentence}”`}
        </p>
      )}
      <p class="log-when">
        <time datetime={at}>
          <Moment timeZone={timeZone} at={at} now={now} />
        </time>
        {about && comment !== undefined && kind !== "warn" && (
          <>
            {" · about "}
            <a href={links.personModerate(about.handle)}>{about.name}</a>
          </>
        )}
        {word && ` · ${word.kind} “${word.value}”`}
        {` · act ${id}`}
      </p>
      {note && <p class="log-note">Note: {note}</p>}
      {back !== undefined && mayUndo && <UndoButton acts={[id]} back={back} />}
    </>
  );
}

export function UndoButton({ acts, back }: { acts: readonly number[]; back: string }) {
  return (
    <Form class="undo" action={links.moderationUndo}>
      {acts.map((act) => (
        <input type="hidden" name="act" value={act} />
      ))}
      <input type="hidden" name="back" value={back} />
      <button class="button" type="submit">
        Undo
        <span class="hidden"> {acts.length === 1 ? `act ${acts[0]}` : "these acts"}</span>
      </button>
    </Form>
  );
}

/** What was done, and how it is told where that was taken back; whom or what it was about in brackets. */
const words: Record<ActKind, [done: string, undone: string]> = {
  hide: ["hid [a comment]", "showed [a comment] again, taking back that it was hidden"],
  show: ["showed [a comment] again", "hid [a comment] again, taking back that it was shown"],
  approve: ["let [a comment] through that was held", "held [a comment] back again"],
  dismiss: [
    "found nothing wrong with [a comment] that was reported",
    "put [a comment] that was reported back into the queue",
  ],
  warn: ["warned [a reader]", "took back a warning to [a reader]"],
  suspend: ["suspended [a reader]", "took back the suspension of [a reader]"],
  ban: ["banned [a reader]", "took back the ban of [a reader]"],
  lift: ["gave [a reader] their voice back", "took back that [a reader] has their voice again"],
  "hold-word": [
    "put a word on the list of what is held back",
    "took a word off the list of what is held back, where somebody had put it",
  ],
  "free-word": [
    "took a word off the list of what is held back",
    "put a word back on the list of what is held back",
  ],
};

function Deed({ act, timeZone, now }: { act: LoggedAct; timeZone: string; now: Date }) {
  const { kind, about, comment, until, hidden, undoes } = act;
  const isUndoing = undoes !== null;
  const [before = "", of = "", after = ""] = words[kind][isUndoing ? 1 : 0].split(/[[\]]/);
  const what: Child =
    of === "a reader" && about ? (
      <a href={links.person(about.handle)}>{about.name}</a>
    ) : comment === undefined ? (
      of
    ) : (
      <a href={links.comment(comment)}>{of}</a>
    );
  return (
    <>
      {before}
      {what}
      {after}
      {kind === "suspend" && !isUndoing && until !== null && (
        <>
          {" until "}
          <Moment timeZone={timeZone} at={until} now={now} />
        </>
      )}
      {hidden > 0 && !isUndoing && ` and hid ${count(hidden, "comment")} of theirs`}.
    </>
  );
}
