// What has just come is found a moment later: whoever looks for it by a search waits.
import { setTimeout as sleep } from "node:timers/promises";
import { hasUnindexed } from "../catalogue/unindexed.ts";
import type { Database } from "../store/tables.ts";

const longestMs = 3 * 60_000;

/** @returns whether all that is here can be found now; it is not where that takes minutes, or when stopped. */
export async function waitForIndex(db: Database, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + longestMs;
  while (await hasUnindexed(db)) {
    if (signal.aborted || performance.now() > until) return false;
    await sleep(500, undefined, { signal }).catch(() => {});
  }
  return true;
}
