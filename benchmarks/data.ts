import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const data = join(process.cwd(), "../shared/data");

/** The path of a file of real data; ends the benchmark with the reason where it is absent. */
export function dataFile(name: string): string {
  const path = join(data, name);
  if (existsSync(path)) return path;
  console.log(`skipped: ${path} is not here`);
  process.exit(0);
}

export async function inTemporaryFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  try {
    await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Minimum, median, 95th percentile and maximum of times in milliseconds. */
export function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const figures = { min: at(0), median: at(0.5), p95: at(0.95), max: at(1) };
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value.toFixed(1)} ms`)
    .join(", ");
}
