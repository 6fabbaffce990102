// Beside an empty day: the calendar, when arXiv was asked, what it announced, what comes next.
import type { PastHarvest } from "../../catalogue/harvest/health.ts";
import { shortDate, type Day } from "../../papers/period.ts";
import type { ToldEmpty } from "./empty-words.tsx";
import { momentIn, shortened } from "./moments.ts";
import { figure } from "./words.ts";

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
        <dd>{asked?.endedAt ? momentIn(timeZone, asked.endedAt, now) : notAsked(told)}</dd>
        <dt>Announced</dt>
        <dd>{announced(calendar, receipt)}</dd>
        <dt>Next announcement</dt>
        <dd>{dateInShort(next)}</dd>
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

/** `Mon 29 Dec` */
function dateInShort(day: Day): string {
  return shortened(shortDate(day).replace(/^(\w{3})\w*/, "$1")).replaceAll(" ", "\u00a0");
}
