// The papers of a month, a bar a day; each day with papers leads to its edition.
import { links } from "../../links.ts";
import { dayPeriod, shortDate, type Day } from "../../papers/period.ts";
import { count, figure } from "../../papers/words.ts";

interface MonthChartProps {
  days: { day: Day; papers: number }[];
  /** The day that the page is about. */
  here: Day | undefined;
  /** The days still to come on which papers are to be expected. */
  expected: readonly Day[];
  section?: string | undefined;
}

const height = 84;
const top = 18;

export function MonthChart({ days, here, expected, section }: MonthChartProps) {
  const most = Math.max(1, ...days.map((each) => each.papers));
  const next = here !== undefined && expected.find((day) => day > here);
  const beforeHere = days.findLast((each) => here !== undefined && each.day < here && each.papers);
  const percent = (part: number) => `${((100 * part) / days.length).toFixed(3)}%`;
  return (
    <svg
      class="month-chart"
      width="100%"
      height={top + height + 24}
      role="group"
      aria-label="Papers by day"
    >
      {days.map(({ day, papers }, index) => {
        if (papers === 0) return null;
        const bar = barOf(papers, most);
        const said = count(papers, "paper");
        return (
          <a href={links.edition(dayPeriod(day), { section })}>
            <title>{`${shortDate(day)}, ${said}`}</title>
            <rect class="reach" x={percent(index)} y="0" width={percent(1)} height={top + height} />
            <rect
              class="day"
              x={percent(index + 0.1)}
              y={top + height - bar}
              width={percent(0.8)}
              height={bar}
            />
          </a>
        );
      })}
      {days.map(({ day, papers }, index) => {
        if (papers > 0 && (papers === most || day === beforeHere?.day)) {
          return (
            <text
              class={papers === most ? undefined : "minor"}
              x={percent(index + 0.5)}
              y={top + height - barOf(papers, most) - 6}
            >
              {figure(papers)}
            </text>
          );
        }
        if (papers === 0 && expected.includes(day) && day !== here) {
          return (
            <g class="expected">
              <rect x={percent(index + 0.1)} y={top + height - 2} width={percent(0.8)} height="2" />
              {day === next && (
                <text
                  class={farFrom(here, days, index)}
                  x={percent(index + 0.5)}
                  y={top + height - 10}
                >
                  next
                </text>
              )}
            </g>
          );
        }
        if (papers > 0 || day !== here) return null;
        return (
          <g class="here">
            <rect x={percent(index + 0.1)} y={top + height - 2} width={percent(0.8)} height="3" />
            <text class="none" x={percent(index + 0.5)} y={top + height - 10}>
              none
            </text>
          </g>
        );
      })}
      <line class="axis" x1="0" x2="100%" y1={top + height + 0.5} y2={top + height + 0.5} />
      {days.map(({ day, papers }, index) => (
        <text
          class={dayClass({ day, papers }, index, here)}
          x={percent(index + 0.5)}
          y={top + height + 18}
        >
          {Number(day.slice(8))}
        </text>
      ))}
    </svg>
  );
}

function barOf(papers: number, most: number): number {
  return Math.max(2, Math.round((height * papers) / most));
}

/** Two words side by side want room: on a phone three columns, on a tablet two. */
function farFrom(here: Day | undefined, days: readonly { day: Day }[], index: number): string {
  const columns = index - days.findIndex((each) => each.day === here);
  if (columns < 2) return "minor crowded";
  return columns < 4 ? "minor" : "";
}

/** On a phone there is room for every seventh number. */
function dayClass(
  { day, papers }: { day: Day; papers: number },
  index: number,
  here: Day | undefined,
): string {
  const kind = day === here ? "number here" : papers > 0 ? "number" : "number empty";
  return index % 7 === 0 || day === here ? kind : `${kind} minor`;
}
