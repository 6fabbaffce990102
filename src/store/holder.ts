// The name of a process that holds something in the database, such that others can tell whether it
// still runs. Only the machine on which it ran can say so; elsewhere one waits until the hold runs out.
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

const machine = hostname();

export function newHolder(): string {
  return `${machine} ${process.pid} ${randomUUID()}`;
}

/** True when the holder's process has surely ended. */
export function isGone(holder: string): boolean {
  const [where, pid] = holder.split(" ");
  if (where !== machine || !/^\d+$/.test(pid ?? "")) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "ESRCH";
  }
}
