// Beside an empty day: the calendar, when arXiv was asked, what it announced, what comes next.
import type { PastHarvest } from "../../catalogue/harvest/health.ts";
import type { Day } from "../../papers/period.ts";
import { Moment, ShortestDate } from "./dates.tsx";
import type { ToldEmpty } from "../../editions/documents/empty-explanation.ts";
import { figure } from "../../papers/words.ts";

interface CheckedProps {
  told: ToldEmpty;
  /** How arXiv was last asked while that day lasted. */
  asked: PastHarvest | undefined;
  /** The date of the next announcement. */
  next: Day;
}

export function Checked({ told, asked, next }: CheckedProps) {
  const { why, receipt, timeZone, now } = told;
  const calendar = why.why === "holiday" || why.why === "weekend" ? why.why : "due";
  return (
    <aside class="checked" aria-label="What was checked">
      <h2>Checked</h2>
      <dl class="facts">
        <dt>arXiv’s calendar</dt>
        <dd>{calendar}</dd>
        <dt>Asked arXiv at</dt>
        <dd>
          {asked?.endedAt ? (
            <Moment timeZone={timeZone} at={asked.endedAt} now={now} />
          ) : (
            notAsked(told)
          )}
        </dd>
        <dt>Announced</dt>
        <dd>{announced(calendar, receipt)}</dd>
        <dt>Next announcement</dt>
        <dd>
          <ShortestDate day={next} kept />
        </dd>
      </dl>
    </aside>
  );
}

function notAsked({ why, gathers }: ToldEmpty): string {
  if (!gathers) return "never: nothing is gathered by itself";
  return why.why === "future" || why.why === "not-yet" ? "not yet" : "not that day";
}

function announced(calendar: string, { known, announced }: ToldEmpty["receipt"]): string {
  return known || calendar !== "due" ? figure(announced) : "not known";
}
