// What a closed edition says of itself.
import { links } from "../../links.ts";
import { linkTo, when, type Piece } from "../../papers/documents/document.ts";
import type { Clock } from "../../papers/moments.ts";
import { dayIn, weekPeriod, type Day } from "../../papers/period.ts";
import { count } from "../../papers/words.ts";
import type { Closed } from "../closed-editions.ts";

/** `Closed by Ada on 27 March at 10:12 UTC. Its order does not change any more.`; today it says so. */
export function closedBy({ by, at }: Closed, clock: Clock): Piece[] {
  const { timeZone, now } = clock;
  const isToday = dayIn(timeZone, new Date(at)) === dayIn(timeZone, now);
  const who = `Closed by ${by} ${isToday ? "today " : ""}`;
  return [{ strong: [who, ...when(at, clock), "."] }, " Its order does not change any more."];
}

interface ClosedEdition {
  closed: Closed;
  day: Day;
  /** Of the whole edition it is said what is not in it. */
  isWhole: boolean;
}

export function closedNote({ closed, day, isWhole }: ClosedEdition, clock: Clock): Piece[] {
  const { gone, later } = closed;
  return [
    ...closedBy(closed, clock),
    ...(isWhole && later > 0
      ? [
          ` ${count(later, "paper")} came later and ${later === 1 ? "stands" : "stand"} in `,
          linkTo("its week", links.edition(weekPeriod(day))),
          ".",
        ]
      : []),
    ...(isWhole && gone > 0
      ? [` ${count(gone, "paper")} of it ${gone === 1 ? "is" : "are"} not here any more.`]
      : []),
  ];
}
