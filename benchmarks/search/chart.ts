// The chart of latency against size, a picture that stands by itself: light or dark as its reader
// has it, a line for each system, named where it ends.
import { described } from "./systems.ts";
import type { Result } from "./measure.ts";

const width = 760;
const height = 440;
const plot = { left: 72, right: 560, top: 76, bottom: 384 };
/** Variants of one system would only make it crowded. */
const charted = ["broadsheet", "fts5", "lancedb", "minisearch", "orama"];
const labelHeight = 19;

const style = `
  svg { color-scheme: light dark; --paper: #fbf9f4; --ink: #1b1a17; --ink-2: #45423b; --ink-3: #625e55;
    --line: #857f72; --hair: #ddd8cc; --rubric: #9a2e1c;
    font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
  @media (prefers-color-scheme: dark) { svg { --paper: #171614; --ink: #ede9e0; --ink-2: #c6c0b4;
    --ink-3: #a19b8e; --line: #7d776b; --hair: #383530; --rubric: #f0927c; } }
  .ground { fill: var(--paper); } text { fill: var(--ink-3); } .heading { fill: var(--ink);
    font: 20px Palatino, "Palatino Linotype", P052, "TeX Gyre Pagella", "Noto Serif", Georgia, serif; }
  .name { fill: var(--ink-2); } .grid { stroke: var(--hair); } .axis { stroke: var(--line); }
  .curve { fill: none; stroke: var(--ink-3); stroke-width: 1.5; } .dot { fill: var(--ink-3); }
  .ours .curve { stroke: var(--rubric); stroke-width: 2.5; } .ours .dot { fill: var(--rubric); }
  .ours .name { fill: var(--rubric); font-weight: 600; }`;

interface Point {
  papers: number;
  ms: number;
}

export function drawChart(results: readonly Result[]): string {
  const lines = charted.flatMap((system) => {
    const points = pointsOf(results.filter((result) => result.system === system));
    return points.length > 0 ? [{ system, points }] : [];
  });
  const all = lines.flatMap(({ points }) => points);
  const sizes = [...new Set(all.map(({ papers }) => papers))].toSorted((a, b) => a - b);
  const x = scale([sizes[0]!, sizes.at(-1)!], [plot.left + 24, plot.right - 12]);
  const decades = decadesAround(all.map(({ ms }) => ms));
  const y = scale([decades[0]!, decades.at(-1)!], [plot.bottom, plot.top]);
  const names = spreadOut(lines.map(({ points }) => y(points.at(-1)!.ms)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">Median time of a search over HTTP, by number of papers: ${lines.map(inWords).join("; ")}.</title>
<style>${style}
</style>
<rect class="ground" width="${width}" height="${height}"/>
<text class="heading" x="24" y="36">Median time of a search, exact total and counts included</text>
<text x="24" y="58">in milliseconds over HTTP, one client, by number of papers; both scales are logarithmic</text>
${decades.map((ms) => grid(y(ms), number(ms))).join("\n")}
<line class="axis" x1="${plot.left}" y1="${plot.bottom}" x2="${plot.right}" y2="${plot.bottom}"/>
${sizes.map((papers) => tick(x(papers), papers)).join("\n")}
${lines.map(({ system, points }, index) => curve(system, points, { x, y, nameAt: names[index]! })).join("\n")}
</svg>
`;
}

function pointsOf(results: readonly Result[]): Point[] {
  return results
    .flatMap(({ papers, rounds }) => {
      const medians = rounds?.["1"]?.map(({ p50 }) => p50).toSorted((a, b) => a - b);
      return medians ? [{ papers, ms: medians[medians.length >> 1]! }] : [];
    })
    .toSorted((a, b) => a.papers - b.papers);
}

type Scale = (value: number) => number;

function scale([least, most]: [number, number], [from, to]: [number, number]): Scale {
  const [low, high] = [Math.log(least), Math.log(most)];
  return (value) => from + ((to - from) * (Math.log(value) - low)) / (high - low || 1);
}

function decadesAround(times: readonly number[]): number[] {
  const least = Math.floor(Math.log10(Math.min(...times)));
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...times))));
  return Array.from({ length: most - least + 1 }, (_, step) => 10 ** (least + step));
}

/** Heights at which names can stand without touching, each near the end of its line. */
function spreadOut(wanted: readonly number[]): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a]! - wanted[b]!);
  const places = [...wanted];
  for (let round = 0; round < 50; round++) {
    for (let i = 1; i < order.length; i++) {
      const [above, below] = [order[i - 1]!, order[i]!];
      const missing = labelHeight - (places[below]! - places[above]!);
      if (missing <= 0) continue;
      places[above]! -= missing / 2;
      places[below]! += missing / 2;
    }
  }
  return places;
}

function grid(y: number, label: string): string {
  return `<line class="grid" x1="${plot.left}" y1="${round(y)}" x2="${plot.right}" y2="${round(y)}"/><text x="${plot.left - 10}" y="${round(y + 4)}" text-anchor="end">${label}</text>`;
}

function tick(x: number, papers: number): string {
  return `<text x="${round(x)}" y="${plot.bottom + 22}" text-anchor="middle">${papers.toLocaleString("en-US")}</text>`;
}

function curve(
  system: string,
  points: readonly Point[],
  { x, y, nameAt }: { x: Scale; y: Scale; nameAt: number },
): string {
  const places = points.map(({ papers, ms }) => [round(x(papers)), round(y(ms))] as const);
  const dots = places.map(([x, y]) => `<circle class="dot" cx="${x}" cy="${y}" r="3.5"/>`).join("");
  const last = points.at(-1)!;
  // Its line ends before the others do.
  const early =
    x(last.papers) < plot.right - 20 ? ` at ${last.papers.toLocaleString("en-US")}` : "";
  return `<g${system === "broadsheet" ? ' class="ours"' : ""}><polyline class="curve" points="${places.map((place) => place.join(",")).join(" ")}"/>${dots}<text class="name" x="${plot.right + 14}" y="${round(nameAt + 4)}">${described[system]!.name}, ${number(last.ms)}${early}</text></g>`;
}

function inWords({ system, points }: { system: string; points: readonly Point[] }): string {
  const figures = points.map(
    ({ papers, ms }) => `${number(ms)} ms at ${papers.toLocaleString("en-US")}`,
  );
  return `${described[system]!.name} ${figures.join(", ")}`;
}

function number(ms: number): string {
  return ms >= 10 ? ms.toFixed(0) : String(Number(ms.toPrecision(2)));
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
