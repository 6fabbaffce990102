// What a closed edition says of itself.
import type { Closed } from "../../editions/closed-editions.ts";
import { links } from "../../links.ts";
import { dayIn, weekPeriod, type Day } from "../../papers/period.ts";
import { When } from "./dates.tsx";
import { count } from "./words.ts";

interface Clock {
  timeZone: string;
  now: Date;
}

/** `Closed by Ada on 27 March at 10:12 UTC. Its order does not change any more.`; today it says so. */
export function ClosedBy({ closed: { by, at }, ...clock }: Clock & { closed: Closed }) {
  const { timeZone, now } = clock;
  const isToday = dayIn(timeZone, new Date(at)) === dayIn(timeZone, now);
  return (
    <>
      <strong>
        Closed by {by} {isToday ? "today " : ""}
        <When at={at} {...clock} />.
      </strong>{" "}
      Its order does not change any more.
    </>
  );
}

interface ClosedNoteProps extends Clock {
  closed: Closed;
  day: Day;
  /** Of the whole edition it is said what is not in it. */
  isWhole: boolean;
}

export function ClosedNote({ closed, day, isWhole, ...clock }: ClosedNoteProps) {
  const { gone, later } = closed;
  return (
    <p class="closed-note">
      <ClosedBy closed={closed} {...clock} />
      {isWhole && later > 0 && (
        <>
          {" "}
          {count(later, "paper")} came later and {later === 1 ? "stands" : "stand"} in{" "}
          <a href={links.edition(weekPeriod(day))}>its week</a>.
        </>
      )}
      {isWhole && gone > 0 && (
        <>
          {" "}
          {count(gone, "paper")} of it {gone === 1 ? "is" : "are"} not here any more.
        </>
      )}
    </p>
  );
}
