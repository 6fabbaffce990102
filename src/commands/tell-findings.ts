// How `doctor` speaks: a line a finding, as they come, and in the end how many must be mended.
import type { Finding } from "../finding.ts";
import { grouped, type Run } from "./terminal.ts";

/** Returns them all; the run fails when one of them is wrong. */
export async function tellFindings<Found extends Finding>(
  run: Run,
  findings: AsyncIterable<Found>,
): Promise<Found[]> {
  const { terminal } = run;
  const told: Found[] = [];
  for await (const finding of findings) {
    const { state, about, said } = finding;
    terminal.out(`${state.padEnd(5)}  ${about.padEnd(10)}  ${said}`);
    told.push(finding);
  }
  const wrong = told.filter(({ state }) => state === "wrong").length;
  if (wrong > 0) {
    terminal.error(`${grouped(wrong)} of these must be mended.`);
    run.exitCode = 1;
  }
  return told;
}
