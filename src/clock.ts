// The clock, passed in, so that a test can live through a year in a minute.
import { setTimeout as sleep } from "node:timers/promises";

export interface Clock {
  now(): Date;
  /** Resolves after so many milliseconds; rejects with the signal's reason when that comes first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, { signal });
    } catch (cause) {
      signal?.throwIfAborted();
      throw cause;
    }
  },
};

/** `about 2 minutes left` */
export function timeLeft(seconds: number): string {
  if (seconds < 1) return "almost done";
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} minutes left`;
}
