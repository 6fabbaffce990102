import { listSenders, markUncertain } from "./handling.ts";
// Several processes may send at once: each holds a lease of its own, under whose name it takes
// messages. What the dead were sending is uncertain.
import { randomUUID } from "node:crypto";
import { countLeases, isHeld, takeLease, type Lease } from "../../store/leases.ts";
import type { Database } from "../../store/tables.ts";

const prefix = "sender ";
const shareHoldsMs = 2000;

export interface Sender {
  name: string;
  /** Asked before each message: a process that slept may have been taken for dead. */
  isHeld: () => boolean;
  /** Which part of what is allowed in a second is its own. */
  share: () => number;
  release: () => Promise<void>;
}

export async function becomeSender(db: Database): Promise<Sender> {
  await forgetTheDead(db);
  const name = `${prefix}${randomUUID()}`;
  const answer = await takeLease(db, name);
  if (!("lease" in answer)) throw new Error("A lease that nobody knows is held by another.");
  const { lease }: { lease: Lease } = answer;
  let senders = await countLeases(db, prefix);
  const timer = setInterval(() => {
    countLeases(db, prefix).then(
      (count) => (senders = count),
      // A database that is busy says so to whoever sends next.
      () => {},
    );
  }, shareHoldsMs);
  return {
    name,
    isHeld: () => lease.isHeld(),
    share: () => 1 / Math.max(1, senders),
    async release() {
      clearInterval(timer);
      await lease.release();
    },
  };
}

/** Else they would have their share of the rate until their leases run out. */
async function forgetTheDead(db: Database): Promise<void> {
  const leases = await db
    .selectFrom("leases")
    .select("name")
    .where("name", "like", `${prefix}%`)
    .execute();
  for (const { name } of leases) {
    if (!(await isHeld(db, name))) await db.deleteFrom("leases").where("name", "=", name).execute();
  }
}

/** @returns how many messages the dead have left. */
export async function recoverMail(db: Database): Promise<number> {
  let left = 0;
  for (const sender of await listSenders(db)) {
    if (!(await isHeld(db, sender))) left += await markUncertain(db, sender);
  }
  return left;
}
