// The suppression list beside the database, so that restoring an older backup of the one does not
// bring back mail to those who have left since. A line is what happened to one address: its hash,
// the reason or `lifted`, and when. Lines are only ever added.
import {
  appendFileSync,
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Tables } from "../../store/tables.ts";

export type SuppressionReason = Tables["suppressions"]["reason"];

export interface Line {
  hash: string;
  what: SuppressionReason | "lifted";
  /** ISO 8601 */
  at: string;
}

const wellFormed =
  /^([\w-]{32}) (hard|soft|complaint|unsubscribed|owner|lifted) (\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z)$/;

export function suppressionFile(dataDir: string): string {
  return join(dataDir, "suppressed.txt");
}

// All of it at once, as SQLite does it: meanwhile the database is locked for other processes, too.

/** In bytes; 0 where there is no file. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Adds the lines; they are on the disk when it answers. The caller holds the database's lock. */
export function appendLines(path: string, lines: readonly Line[]): void {
  if (lines.length === 0) return;
  const isNew = sizeOf(path) === 0;
  const file = openSync(path, "a+", 0o600);
  try {
    // What a crash or a full disk cut off must not swallow the line that comes next.
    const start = isNew || endsWithLine(file) ? "" : "\n";
    const text = lines.map(({ hash, what, at }) => `${hash} ${what} ${at}\n`).join("");
    appendFileSync(file, start + text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (isNew) syncFolder(dirname(path));
}

/** The newest line of each hash; a damaged line tells nothing. */
export function readNewest(path: string): Map<string, Line> {
  const newest = new Map<string, Line>();
  if (sizeOf(path) === 0) return newest;
  for (const text of readFileSync(path, "utf8").split("\n")) {
    const line = readLine(text);
    if (line) newest.set(line.hash, line);
  }
  return newest;
}

function readLine(text: string): Line | undefined {
  const [, hash, what, at] = wellFormed.exec(text) ?? [];
  if (hash === undefined || at === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return { hash, what: what as Line["what"], at };
}

function endsWithLine(file: number): boolean {
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, fstatSync(file).size - 1);
  return last.toString() === "\n";
}

function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
