// What a new instance says of itself until its first announcement is here.
import {
  findLast,
  findRunning,
  isTrouble,
  listLastSuccesses,
} from "../catalogue/harvest/health.ts";
import type { Database } from "../store/tables.ts";

export type FreshStart =
  | { state: "gathering"; progress: string | undefined; papers: Counted | undefined }
  | { state: "failed"; outcome: string; at: string; reason: string };

/** `done` of `total` papers. */
interface Counted {
  done: number;
  total: number;
}

/**
 * `bare` says that only the sample is here, or nothing. An instance whose first announcement has
 * come says nothing any more.
 */
export async function findFreshStart(
  db: Database,
  { bare, now }: { bare: boolean; now: Date },
): Promise<FreshStart | undefined> {
  const began = !(await listLastSuccesses(db)).has("arxiv-feed");
  const running = bare || began ? await findRunning(db, { now }) : undefined;
  if (running && (bare || running.source === "arxiv-feed")) {
    return {
      state: "gathering",
      progress: running.progress,
      papers: countedIn(running.progress),
    };
  }
  const last = bare ? await findLast(db) : undefined;
  if (!last?.outcome || !isTrouble(last.outcome)) return undefined;
  return {
    state: "failed",
    outcome: last.outcome,
    at: last.endedAt!,
    reason: last.reason ?? "It failed.",
  };
}

/** `48 of 132 papers`, wherever the line has it. */
function countedIn(progress: string | undefined): Counted | undefined {
  const [, done, total] = /(\d{1,9}) of (\d{1,9}) papers/.exec(progress ?? "") ?? [];
  if (done === undefined || Number(total) === 0) return undefined;
  return { done: Math.min(Number(done), Number(total)), total: Number(total) };
}
