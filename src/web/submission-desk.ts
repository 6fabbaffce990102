// Where what was found for a reader lies while it is looked at, so that the second button takes what
// the first one found and nothing that a browser could have made up.
import { randomBytes } from "node:crypto";
import type { PaperRecord } from "../papers/paper.ts";

export interface SubmissionDesk {
  /** @returns under which token it lies there. */
  keep(reader: number, record: PaperRecord): string;
  /** What lies there for the reader, for half an hour and not over a restart. */
  find(reader: number, token: string): PaperRecord | undefined;
}

const keptMs = 30 * 60_000;
const mostKept = 500;
const mostOfReader = 10;

export function openDesk({ clock }: { clock: () => Date }): SubmissionDesk {
  const kept = new Map<string, { reader: number; record: PaperRecord; until: number }>();

  function keep(reader: number, record: PaperRecord): string {
    const now = clock().getTime();
    const own = [...kept].filter(([, each]) => each.reader === reader);
    // The oldest first, as they were put there.
    const surplus = [...own.slice(0, -(mostOfReader - 1)), ...[...kept].slice(0, -(mostKept - 1))];
    for (const [token] of surplus) kept.delete(token);
    for (const [token, { until }] of kept) if (until < now) kept.delete(token);
    const token = randomBytes(18).toString("base64url");
    kept.set(token, { reader, record, until: now + keptMs });
    return token;
  }

  function find(reader: number, token: string): PaperRecord | undefined {
    const found = kept.get(token);
    const isTheirs = found?.reader === reader && found.until >= clock().getTime();
    return isTheirs ? found.record : undefined;
  }

  return { keep, find };
}
