// What came of a harvest, for whoever watches the terminal.
import type { Harvest } from "../catalogue/harvest/harvests.ts";
import { longDate } from "../papers/period.ts";
import { grouped, type Run, type Terminal } from "./terminal.ts";

const ask = "find out why, then run `broadsheet harvest --resume`.";

/** One plain sentence, where the server runs. */
export function tellWeather(harvest: Harvest, terminal: Terminal): void {
  const { source, outcome, reason = "", day } = harvest;
  if (outcome === "interrupted") return;
  if (outcome === "success") {
    const listed = day === undefined ? "" : `, the newest of ${longDate(day)}`;
    terminal.out(
      `Gathered from ${source}: ${grouped(harvest.new)} new papers, ${grouped(harvest.changed)} changed${listed}.`,
    );
  } else if (outcome === "refused") {
    terminal.error(`${reason} Nothing more is asked: ${ask}`);
  } else {
    const said = reason.replace(/ It is asked again later\.$/, "");
    terminal.error(`${said} It is asked again by itself; /status says when.`);
  }
}

/** The counts on stdout, the reason on stderr, and an exit code that says whether it went well. */
export function tellHarvest(harvest: Harvest, run: Run, dryRun: boolean): void {
  const { source, outcome, reason, day, received } = harvest;
  const counts = [
    `received ${grouped(received)}`,
    ...(dryRun ? [] : [`new ${grouped(harvest.new)}`, `changed ${grouped(harvest.changed)}`]),
    ...(day === undefined ? [] : [`newest listing date ${longDate(day)}`]),
  ].join(", ");
  run.terminal.out(`${source}: ${outcome}, ${counts}`);
  if (reason !== undefined) run.terminal.error(`${source}: ${reason}`);
  if (outcome === "refused") run.terminal.error(`Nothing more is asked until you say so: ${ask}`);
  if (outcome !== "success") run.exitCode = 1;
}
