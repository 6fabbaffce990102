// Work that nobody waits for while others do: taking papers in, merging segments.
import { setPriority } from "node:os";

/** Of those of equal rank, the kernel gives this one a tenth of what the others get. */
const niceness = 10;

/**
 * From now on this thread, and those that it starts, run when those who answer readers leave room;
 * on an idle machine they lose nothing. Where priorities are of whole processes, it does nothing:
 * the thread that answers would give way, too. On Linux each thread has its own.
 */
export function giveWay(): void {
  if (process.platform !== "linux") return;
  try {
    setPriority(niceness);
  } catch {
    // A sandbox may forbid it; then all share alike.
  }
}
