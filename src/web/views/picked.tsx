// Who put a paper on top, and why: above its title, since it is what places it.
import { links } from "../../links.ts";
import { dayPeriod } from "../../papers/period.ts";
import type { Picked } from "../../ranking/reason.ts";
import { ShortDate } from "./dates.tsx";

interface PickedLineProps {
  pick: Picked | undefined;
  /** With the edition that it was picked for. */
  dated?: boolean;
}

export function PickedLine({ pick, dated = false }: PickedLineProps) {
  if (!pick) return null;
  const { name, sentence, day } = pick;
  return (
    <p class="picked">
      <strong>Picked by {name}</strong>
      {dated && (
        <>
          {" "}
          for{" "}
          <a href={links.edition(dayPeriod(day))}>
            <ShortDate day={day} />
          </a>
        </>
      )}
      {sentence && <span class="picked-sentence"> “{sentence}”</span>}
    </p>
  );
}
