// What a moderator did just now, with the way to take it back; and what could not be done.
import type { ActKind } from "../../../community/moderation/acts.ts";
import type { LoggedAct } from "../../../community/moderation/log.ts";
import { count } from "../../../papers/words.ts";
import { UndoButton } from "./logged-act.tsx";

const deeds: Record<ActKind, [one: string, more: (many: string) => string]> = {
  hide: ["The comment is hidden, and its author was told.", (many) => `${many} are hidden.`],
  show: ["The comment is shown again.", (many) => `${many} are shown again.`],
  approve: ["The comment is shown now.", (many) => `${many} are shown now.`],
  dismiss: ["The comment stands, and its reports are done with.", (many) => `${many} stand.`],
  warn: ["Its author was warned.", (many) => `The authors of ${many} were warned.`],
  suspend: ["They are suspended, and were told.", (many) => many],
  ban: ["They are banned, and were told.", (many) => many],
  lift: ["They may write again, and were told.", (many) => many],
  "hold-word": ["It is on the list.", (many) => many],
  "free-word": ["It is off the list.", (many) => many],
};

export function DoneNote({ acts, back }: { acts: readonly LoggedAct[]; back: string }) {
  const undoings = acts.filter(({ undoes }) => undoes !== null);
  if (acts.length === 0) return null;
  const kinds = [...new Set(acts.map(({ kind }) => kind))];
  const undoable = acts.filter(({ mayUndo }) => mayUndo).map(({ id }) => id);
  return (
    <div class="done-note" role="status">
      <p class="told">
        {undoings.length > 0
          ? `${undoings.length === 1 ? "That was" : `${undoings.length} acts were`} taken back.`
          : kinds.map((kind) => inWords(kind, acts)).join(" ")}
      </p>
      {undoable.length > 0 && <UndoButton acts={undoable} back={back} />}
    </div>
  );
}

function inWords(kind: ActKind, acts: readonly LoggedAct[]): string {
  const some = acts.filter((act) => act.kind === kind);
  // A warning need not be for one comment.
  if (kind === "warn" && some[0]!.comment === undefined) return "They were warned.";
  const [one, more] = deeds[kind];
  return some.length === 1 ? one : more(count(some.length, "comment"));
}

export function RefusedNote({ says }: { says: readonly string[] }) {
  if (says.length === 0) return null;
  const counts = new Map<string, number>();
  for (const each of says) counts.set(each, (counts.get(each) ?? 0) + 1);
  return (
    <div class="refused-note">
      {Array.from(counts, ([each, many]) => (
        <p class="error" role="alert">
          {many > 1 ? `${count(many, "comment")}: ${each}` : each}
        </p>
      ))}
    </div>
  );
}
