// Every change of the weights, with the way to take it back.
import { links } from "../../links.ts";
import type { RankingChange } from "../../ranking/ranking-changes.ts";
import { labelOf, type WeightChange, type Weights } from "../../ranking/weights.ts";
import { Moment } from "./dates.tsx";
import { Form } from "./form.tsx";

interface RankingLogProps {
  changes: readonly RankingChange[];
  /** Those that hold. */
  weights: Weights;
  isOwner: boolean;
  timeZone: string;
  now: Date;
}

export function RankingLog({ changes, weights, isOwner, timeZone, now }: RankingLogProps) {
  if (changes.length === 0) {
    return <p>Nobody has changed a weight here: they are as Broadsheet comes with them.</p>;
  }
  const moments = new Map(
    changes.map(({ id, at }) => [id, <Moment timeZone={timeZone} at={at} now={now} />]),
  );
  return (
    <ol class="ranking-log">
      {changes.map(({ id, at, undoes, changed }) => (
        <li>
          <p>
            <time datetime={at}>{moments.get(id)}</time>, by the owner
            {undoes !== null && <>, taking back the change of {moments.get(undoes)}</>}
          </p>
          <ChangedWeights changed={changed} />
          {isOwner && changed.some(({ name, from }) => weights[name] !== from) && (
            <Form action={links.rankingUndo}>
              <button class="button" type="submit" name="change" value={id}>
                Undo
              </button>
            </Form>
          )}
        </li>
      ))}
    </ol>
  );
}

export function ChangedWeights({ changed }: { changed: readonly WeightChange[] }) {
  return (
    <ul class="changed-weights">
      {changed.map(({ name, from, to }) => (
        <li>
          {labelOf(name)}: {from} → {to}
        </li>
      ))}
    </ul>
  );
}
