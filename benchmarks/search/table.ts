// What was measured, as RESULTS.md shows it.
import { cpus, release, totalmem } from "node:os";
import type { Round } from "./drive.ts";
import { clientCounts, rounds, type Result } from "./measure.ts";
import { rivalVersions } from "./rivals.ts";
import { asked } from "./queries.ts";
import { described } from "./systems.ts";

/** Three figures of three rounds as `median (least to most)`. */
function spread(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  const [least, median, most] = [0, sorted.length >> 1, sorted.length - 1].map((place) =>
    sorted[place]!.toFixed(digits),
  );
  return `${median} (${least} to ${most})`;
}

export function report(results: readonly Result[], command: string): string {
  const sizes = [...new Set(results.map(({ papers }) => papers))];
  const dates = results.map(({ at }) => at.slice(0, 10)).toSorted();
  const versions = process.versions;
  return [
    `## ${dates.at(-1)} · \`${command}\``,
    "",
    `${cpus().length} cores (${cpus()[0]!.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${versions.node}, SQLite ${versions["sqlite"]}. ` +
      `Load when each began: ${range(results.map(({ load }) => load))}.`,
    "",
    ...sizes.flatMap((size) => tablesOf(results.filter(({ papers }) => papers === size))),
    ...takingInTable(results),
    `How each was set up (${Object.entries(rivalVersions)
      .map((each) => each.join(" "))
      .join(", ")}):`,
    "",
    ...Object.entries(described)
      .filter(([name]) => results.some(({ system }) => system === name))
      .map(([, { name, notes }]) => `- ${name}: ${notes}.`),
  ].join("\n");
}

function tablesOf(results: readonly Result[]): string[] {
  return [
    `### ${count(results[0]!.papers)} papers`,
    "",
    ...markdown(
      ["", "build", "papers/s", "disk", "memory, build", "memory, serving"],
      results.filter(({ build, gaveUp }) => build ?? gaveUp).map(buildRow),
    ),
    "",
    ...clientCounts.flatMap((clients) => [
      `${clients === 1 ? "One client" : `${clients} clients`}, milliseconds over HTTP; ${rounds} rounds as median (least to most):`,
      "",
      ...markdown(
        ["", "p50", "p95", "p99", "queries/s", "found"],
        results
          .filter(({ rounds, gaveUp }) => rounds ?? gaveUp)
          .map((result) => latencyRow(result, clients)),
      ),
      "",
    ]),
  ];
}

function buildRow(result: Result): string[] {
  const { build, papers, diskMb, serving, gaveUp } = result;
  if (!build) return [nameOf(result), `gave up ${gaveUp}`, "", "", "", ""];
  const { seconds, peakMb, importSeconds } = build;
  return [
    nameOf(result),
    `${seconds.toFixed(1)} s${importSeconds ? `, after ${importSeconds.toFixed(1)} s of import` : ""}`,
    count(papers / seconds),
    diskMb === undefined ? "none" : `${count(diskMb)} MB`,
    `${count(peakMb)} MB`,
    `${count(serving!.residentMb)} MB, peak ${count(serving!.peakMb)}`,
  ];
}

function latencyRow(result: Result, clients: number): string[] {
  const { rounds, gaveUp, meanTotal } = result;
  const seen = rounds?.[clients];
  if (!seen) return [nameOf(result), `gave up ${gaveUp}`, "", "", "", ""];
  const of = (figure: keyof Round, digits: number) =>
    spread(
      seen.map((round) => round[figure]),
      digits,
    );
  const answered = Math.min(...seen.map((round) => round.answered));
  return [
    nameOf(result) + (answered < asked ? ` (${answered} queries)` : ""),
    of("p50", 2),
    of("p95", 2),
    of("p99", 2),
    of("perSecond", 0),
    meanTotal ? count(meanTotal) : "not counted",
  ];
}

function takingInTable(results: readonly Result[]): string[] {
  const measured = results.filter(({ takingIn }) => takingIn);
  if (measured.length === 0) return [];
  const { perSecond } = measured[0]!.takingIn!;
  return [
    `Taking in 2,000 papers, half of them changed, at ${perSecond} queries a second; p50 and p99 in milliseconds:`,
    "",
    ...markdown(
      [
        "papers",
        "idle p50",
        "idle p99",
        "during p50",
        "during p99",
        "findable after",
        "memory, peak",
      ],
      measured.map(({ papers, takingIn }) => {
        const { rounds, peakMb } = takingIn!;
        const of = (when: "idle" | "during", figure: "p50" | "p99") =>
          spread(
            rounds.map((round) => round[when][figure]),
            2,
          );
        return [
          count(papers),
          of("idle", "p50"),
          of("idle", "p99"),
          of("during", "p50"),
          of("during", "p99"),
          `${spread(
            rounds.map(({ findableMs }) => findableMs),
            0,
          )} ms`,
          `${count(peakMb)} MB`,
        ];
      }),
    ),
    "",
  ];
}

function nameOf({ system }: Result): string {
  return described[system]!.name;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

function range(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}
