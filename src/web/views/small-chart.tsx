// A figure with its history: bars from nought, today in rubric, an outline for what was expected and
// is not here. Widths in percent, because the page allows no inline style.
import type { Child } from "hono/jsx";

interface ChartBar {
  value: number;
  /** More than the value where some of it did not come. */
  expected?: number;
  now?: boolean;
}

interface SmallChartProps {
  name: string;
  figure: string;
  /** What the figure is of. */
  of: Child;
  /** The chart in a sentence. */
  says: string;
  bars: readonly ChartBar[];
  first: string;
  last: string;
  /** Words at one of the bars. */
  point?: { index: number; words: string } | undefined;
  children?: Child;
}

const top = 22;
const height = 56;

export function SmallChart(props: SmallChartProps) {
  const { name, figure, of, says, bars, first, last, point, children } = props;
  const most = Math.max(1, ...bars.map((bar) => Math.max(bar.value, bar.expected ?? 0)));
  const percent = (part: number) => `${((100 * part) / bars.length).toFixed(3)}%`;
  const heightOf = (value: number) =>
    value === 0 ? 0 : Math.max(1.5, Math.round((height * value) / most));
  return (
    <section class="figure">
      <h2>{name}</h2>
      <p>
        <strong>{figure}</strong> <small>{of}</small>
      </p>
      <svg class="small-chart" width="100%" height={top + height + 22} role="img">
        <title>{says}</title>
        {bars.map(({ value, expected = 0, now = false }, index) => (
          <>
            {expected > value && (
              <rect
                class="expected"
                x={percent(index + 0.08)}
                y={top + height - heightOf(expected)}
                width={percent(0.84)}
                height={heightOf(expected)}
              />
            )}
            {value > 0 && (
              <rect
                class={now ? "bar-now" : "bar-past"}
                x={percent(index + 0.04)}
                y={top + height - heightOf(value)}
                width={percent(0.92)}
                height={heightOf(value)}
              />
            )}
          </>
        ))}
        {point && (
          <text
            x={percent(point.index + 0.5)}
            y={top - 10}
            text-anchor={anchorOf(point.index, bars.length)}
          >
            {point.words}
          </text>
        )}
        <line class="axis" x1="0" x2="100%" y1={top + height + 0.5} y2={top + height + 0.5} />
        <text x="0" y={top + height + 17}>
          {first}
        </text>
        <text x="100%" y={top + height + 17} text-anchor="end">
          {last}
        </text>
      </svg>
      {children}
    </section>
  );
}

/** Near the edges, words grow inwards. */
function anchorOf(index: number, bars: number): "start" | "middle" | "end" {
  if (index < bars / 4) return "start";
  return index > (3 * bars) / 4 ? "end" : "middle";
}
