// When the papers of a search were announced: a bar a month, or a year where it is many months. Each
// bar leads to its papers. Widths in percent, because the page allows no inline style.
import type { MonthCount } from "../../search/search.ts";
import { monthName } from "../../papers/period.ts";
import { count } from "../../papers/words.ts";

/** `2025-03`, or `2025`. */
export type When = string;

interface Bar {
  when: When;
  papers: number;
  /** Whether the search asks for it; the others are what it leaves out. */
  within: boolean;
}

interface Span {
  /** Of the search. */
  months: readonly MonthCount[];
  /** Of the same search whenever announced. */
  anytime: readonly MonthCount[];
}

const mostMonths = 50;
/** Beside a short span stands what is around it. */
const leastMonths = 13;
const height = 36;

/** The bars of a search's time, without gaps; none where there is nothing to compare. */
export function barsOf({ months, anytime }: Span): Bar[] {
  const shown = months.length > 0 ? months : anytime;
  const [first, last] = [shown[0], shown.at(-1)];
  const [earliest, latest] = [anytime[0], anytime.at(-1)];
  if (!first || !last || !earliest || !latest) return [];
  const [from, to] = [monthNumber(first.month), monthNumber(last.month)];
  if (to - from >= mostMonths) {
    return barsBetween(
      { from: yearOf(first.month), to: yearOf(last.month), nameOf: String },
      { months: byYear(months), anytime: byYear(anytime) },
    );
  }
  const around = Math.max(0, Math.ceil((leastMonths - (to - from + 1)) / 2));
  const bars = barsBetween(
    {
      from: Math.max(from - around, Math.min(from, monthNumber(earliest.month))),
      to: Math.min(to + around, Math.max(to, monthNumber(latest.month))),
      nameOf: monthOf,
    },
    { months: byName(months), anytime: byName(anytime) },
  );
  return bars.length > 1 ? bars : [];
}

function barsBetween(
  { from, to, nameOf }: { from: number; to: number; nameOf: (number: number) => When },
  counted: { months: ReadonlyMap<When, number>; anytime: ReadonlyMap<When, number> },
): Bar[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const when = nameOf(from + index);
    const within = counted.months.get(when);
    return { when, papers: within ?? counted.anytime.get(when) ?? 0, within: within !== undefined };
  });
}

function monthNumber(month: string): number {
  return 12 * yearOf(month) + Number(month.slice(5)) - 1;
}

function monthOf(number: number): When {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
}

function yearOf(month: string): number {
  return Number(month.slice(0, 4));
}

function byName(months: readonly MonthCount[]): Map<When, number> {
  return new Map(months.map(({ month, papers }) => [month, papers]));
}

/** Papers by year, in order. */
export function byYear(months: readonly MonthCount[]): Map<When, number> {
  const years = new Map<When, number>();
  for (const { month, papers } of months) {
    const year = month.slice(0, 4);
    years.set(year, (years.get(year) ?? 0) + papers);
  }
  return years;
}

interface FoundHistogramProps {
  bars: readonly Bar[];
  /** The search narrowed to a month or a year. */
  address: (when: When) => string;
}

export function FoundHistogram({ bars, address }: FoundHistogramProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.papers));
  const percent = (part: number) => `${((100 * part) / bars.length).toFixed(3)}%`;
  const [first, last] = [bars[0]!, bars.at(-1)!];
  return (
    <div class="found-histogram">
      <svg width="100%" height={height + 1} role="group" aria-label="Papers by time">
        {bars.map(({ when, papers, within }, index) => {
          if (papers === 0) return null;
          const bar = Math.max(2, Math.round((height * papers) / most));
          return (
            <a href={address(when)}>
              <title>{`${inWords(when)}: ${count(papers, "paper")}`}</title>
              <rect class="reach" x={percent(index)} y="0" width={percent(1)} height={height} />
              <rect
                class={within ? "within" : "without"}
                x={percent(index + 0.06)}
                y={height - bar}
                width={percent(0.88)}
                height={bar}
              />
            </a>
          );
        })}
        <line class="axis" x1="0" x2="100%" y1={height + 0.5} y2={height + 0.5} />
      </svg>
      <p>
        <span>{inWords(first.when)}</span>
        <span>{inWords(last.when)}</span>
      </p>
    </div>
  );
}

/** `March 2025` */
export function inWords(when: When): string {
  const year = when.slice(0, 4);
  return when.length > 4 ? `${monthName(`${when}-01`)} ${year}` : year;
}
