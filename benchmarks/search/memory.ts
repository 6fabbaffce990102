// Resident memory of a process and of those that it started, as Linux counts it.
import { readFileSync } from "node:fs";

export interface Memory {
  residentMb: number;
  /** The most that it ever was, each process by itself, added up. */
  peakMb: number;
}

export function memoryOf(pid: number): Memory {
  const sum: Memory = { residentMb: 0, peakMb: 0 };
  for (const each of family(pid)) {
    const status = read(`/proc/${each}/status`);
    sum.residentMb += megabytes(status, "VmRSS");
    sum.peakMb += megabytes(status, "VmHWM");
  }
  return sum;
}

function family(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

function megabytes(status: string, name: string): number {
  return Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}

/** Empty where the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
