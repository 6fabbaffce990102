// A lease lets one process at a time do something, such as sending mail. It is a row that its
// holder renews; when the holder dies, the row runs out and another may take it.
import { isGone, newHolder } from "./holder.ts";
import type { Database } from "./tables.ts";
import { unlessBusy } from "./unless-busy.ts";

export interface Lease {
  /** True while this process still holds it; asked before each step that must not run twice. */
  isHeld(): boolean;
  release(): Promise<void>;
}

const lifetimeMs = 20_000;
const renewEveryMs = 5_000;
const lookAgainMs = 100;

/** Takes the lease, or answers until when (ISO 8601) somebody else has it. */
export async function takeLease(
  db: Database,
  name: string,
): Promise<{ lease: Lease } | { heldUntil: string }> {
  const holder = newHolder();
  let until = 0;
  let isReleased = false;

  async function renew(db: Database): Promise<boolean> {
    const now = Date.now();
    const wanted = now + lifetimeMs;
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("leases")
      .values({ name, holder, until: iso(wanted) })
      .onConflict((conflict) =>
        conflict
          .column("name")
          .doUpdateSet({ holder, until: iso(wanted) })
          .where((row) =>
            row.or([row("leases.holder", "=", holder), row("leases.until", "<", iso(now))]),
          ),
      )
      .executeTakeFirstOrThrow();
    const taken = numInsertedOrUpdatedRows === 1n;
    until = taken ? wanted : 0;
    return taken;
  }

  if (!(await renew(db))) {
    const row = await db
      .selectFrom("leases")
      .select(["holder", "until"])
      .where("name", "=", name)
      .executeTakeFirst();
    if (row && !isGone(row.holder)) return { heldUntil: row.until };
    await dropLease(db, name, row?.holder);
    if (!(await renew(db))) return { heldUntil: iso(Date.now() + lifetimeMs) };
  }
  let timer = renewIn(renewEveryMs);

  function renewIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => void renewInTime(), ms);
  }

  /** While there is time, it lets other processes write first. */
  async function renewInTime(): Promise<void> {
    const isUrgent = until - Date.now() < lifetimeMs / 2;
    const renewal = isUrgent ? renew(db) : unlessBusy(db, renew);
    const renewed = await renewal.catch(() => {
      until = 0;
      return false;
    });
    if (!isReleased) timer = renewIn(renewed === undefined ? lookAgainMs : renewEveryMs);
  }

  return {
    lease: {
      isHeld: () => !isReleased && Date.now() < until,
      async release() {
        isReleased = true;
        clearTimeout(timer);
        await dropLease(db, name, holder);
      },
    },
  };
}

/** Does `work` while it holds the lease, or answers `undefined` while somebody else has it. */
export async function withLease<Result>(
  db: Database,
  name: string,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result | undefined> {
  const taken = await takeLease(db, name);
  if (!("lease" in taken)) return undefined;
  try {
    return await work(taken.lease);
  } finally {
    await taken.lease.release();
  }
}

/** Whether somebody who may be alive has the lease. */
export async function isHeld(db: Database, name: string): Promise<boolean> {
  const row = await db
    .selectFrom("leases")
    .select(["holder", "until"])
    .where("name", "=", name)
    .executeTakeFirst();
  return row !== undefined && row.until >= iso(Date.now()) && !isGone(row.holder);
}

/** How many hold a lease whose name begins so. */
export async function countLeases(db: Database, prefix: string): Promise<number> {
  const { held } = await db
    .selectFrom("leases")
    .select((select) => select.fn.countAll<number>().as("held"))
    .where("name", "like", `${prefix}%`)
    .where("until", ">=", iso(Date.now()))
    .executeTakeFirstOrThrow();
  return held;
}

async function dropLease(db: Database, name: string, holder = ""): Promise<void> {
  await db.deleteFrom("leases").where("name", "=", name).where("holder", "=", holder).execute();
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
