// Work in the background that goes on until it is told to stop.
import { setTimeout as sleep } from "node:timers/promises";

interface KeepingOn {
  signal: AbortSignal;
  /** How long after a failure it is tried again. */
  retryMs: number;
  failed: (error: unknown) => void;
}

/** Does it again and again until the signal comes; after a failure, a while later. It never fails. */
export async function keepOn(
  act: () => Promise<void>,
  { signal, retryMs, failed }: KeepingOn,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await act();
    } catch (error) {
      if (signal.aborted) return;
      failed(error);
      await pause(retryMs, signal);
    }
  }
}

/** Waits so long, or until the signal comes; the program may end meanwhile. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => {});
}
