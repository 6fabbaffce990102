import { setTimeout as sleep } from "node:timers/promises";

/**
 * Lets callers through one after the other, `perS` in a second however many ask; it may change. A caller that is
 * late by less than a slot does not make the ones after it late.
 */
export function pace(perS: () => number): () => Promise<void> {
  let next = 0;
  return async () => {
    const slotMs = 1000 / perS();
    const now = performance.now();
    const mine = Math.max(next, now - slotMs);
    next = mine + slotMs;
    if (mine - now >= 1) await sleep(mine - now);
  };
}
