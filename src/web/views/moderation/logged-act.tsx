// One act of a moderator, as the log tells it to everybody, and to moderators.
import type { Child } from "hono/jsx";
import type { ActKind } from "../../../community/moderation/acts.ts";
import type { LoggedAct } from "../../../community/moderation/log.ts";
import { reasonNames } from "../../../community/moderation/reasons.ts";
import { formerModerator } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { capital } from "../../../papers/capital.ts";
import { Moment } from "../dates.tsx";
import { Form } from "../form.tsx";
import { count } from "../../../papers/words.ts";

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

interface LoggedPressesProps extends Omit<LoggedActsProps, "acts"> {
  /** What was done at once stands together. */
  presses: readonly (readonly LoggedAct[])[];
}

/** Many that were done at once are one line, with a way to each. */
export function LoggedPresses({ presses, ...props }: LoggedPressesProps) {
  return (
    <ol class="moderation-log">
      {presses.map((acts) =>
        acts.length === 1 ? (
          <li id={`act-${acts[0]!.id}`}>
            <Told act={acts[0]!} {...props} />
          </li>
        ) : (
          <li>
            <ToldPress acts={acts} {...props} />
          </li>
        ),
      )}
    </ol>
  );
}

function ToldPress({ acts, timeZone, now, back }: LoggedActsProps) {
  const { at, by, sentence, reason } = acts[0]!;
  const kinds = Map.groupBy(acts, ({ kind }) => kind);
  const undone = acts.filter(({ undoneBy }) => undoneBy !== null).length;
  const undoable = acts.filter(({ mayUndo }) => mayUndo).map(({ id }) => id);
  return (
    <>
      <p class={undone < acts.length ? "log-deed" : "log-deed log-undone"}>
        {capital(by?.name ?? formerModerator)}{" "}
        {Array.from(kinds, ([kind, some]) => manyInWords(kind, some)).join(", and ")}.
        {undone > 0 && ` (${undone < acts.length ? `${undone} of them ` : ""}taken back)`}
      </p>
      <Why reason={reason} sentence={sentence} />
      <p class="log-when">
        <time datetime={at}>
          <Moment timeZone={timeZone} at={at} now={now} />
        </time>
      </p>
      <details class="log-parts">
        <summary>Show {count(acts.length, "act")}</summary>
        <LoggedActs acts={acts} timeZone={timeZone} now={now} back={back} />
      </details>
      {back !== undefined && undoable.length > 0 && <UndoButton acts={undoable} back={back} />}
    </>
  );
}

function Why({ reason, sentence }: Pick<LoggedAct, "reason" | "sentence">) {
  if (!sentence && !reason) return null;
  return (
    <p class="log-why">
      {reason && `${reasonNames[reason]}${sentence ? ". " : ""}`}
      {sentence && `“${sentence}”`}
    </p>
  );
}

function Told({ act, timeZone, now, back }: Omit<LoggedActsProps, "acts"> & { act: LoggedAct }) {
  const { id, at, by, sentence, reason, note, word, undoneBy, mayUndo, kind, about, comment } = act;
  return (
    <>
      <p class={undoneBy === null ? "log-deed" : "log-deed log-undone"}>
        {capital(by?.name ?? formerModerator)} <Deed act={act} timeZone={timeZone} now={now} />
        {undoneBy !== null && (
          <>
            {" "}
            <a href={`#act-${undoneBy}`}>(taken back)</a>
          </>
        )}
      </p>
      <Why reason={reason} sentence={sentence} />
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
        {acts.length === 1 ? (
          <>
            Undo<span class="hidden"> act {acts[0]}</span>
          </>
        ) : (
          "Undo all"
        )}
      </button>
    </Form>
  );
}

/** What was done, and how it is told where that was taken back; whom or what it was about in brackets. */
const words: Record<ActKind, [done: string, undone: string]> = {
  hide: ["hid [a comment]", "took back that [a comment] was hidden"],
  show: ["showed [a comment] again", "took back that [a comment] was shown again"],
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

/** The same of so many comments; nothing else is done with many at once. */
const manyWords: Partial<Record<ActKind, (many: string) => [done: string, undone: string]>> = {
  hide: (many) => [`hid ${many}`, `took back that ${many} were hidden`],
  show: (many) => [`showed ${many} again`, `took back that ${many} were shown again`],
  approve: (many) => [`let ${many} through that were held`, `held ${many} back again`],
  dismiss: (many) => [
    `found nothing wrong with ${many} that were reported`,
    `put ${many} that were reported back into the queue`,
  ],
  warn: (many) => [`warned the authors of ${many}`, `took back warnings to the authors of ${many}`],
};

function manyInWords(kind: ActKind, acts: readonly LoggedAct[]): string {
  const isUndoing = acts[0]!.undoes !== null;
  const many = manyWords[kind]?.(count(acts.length, "comment"));
  if (acts.length > 1 && many) return many[isUndoing ? 1 : 0];
  return words[kind][isUndoing ? 1 : 0].replaceAll(/[[\]]/g, "");
}

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
