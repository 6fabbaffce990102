// Manners towards a host: one request at a time, and the next no sooner than three seconds after the
// last has ended, over all processes of this instance and across restarts. Whose turn it is stands in
// a row; when its holder dies, the turn runs out and another may take it.
// (info.arxiv.org/help/api/tou.html)
import type { Clock } from "../clock.ts";
import { SourceError } from "../errors.ts";
import { askedToWait, type Host, type Turn, type Turns } from "../turns.ts";
import { isGone, newHolder } from "./holder.ts";
import type { Database } from "./tables.ts";

/** arXiv's rule is three seconds, and will do for all; clocks are not exact to the millisecond. */
const gapMs = 3_050;
const lifetimeMs = 20_000;
const renewEveryMs = 5_000;
const lookAgainMs = 200;
const keepRequestsMs = 86_400_000;
/** No Retry-After is believed beyond a day. */
const longestWaitMs = 86_460_000;

export function openTurns(db: Database, { host, clock }: { host: Host; clock: Clock }): Turns {
  return {
    host,
    async take({ source, patienceMs, signal }) {
      const holder = newHolder();
      await db
        .insertInto("turns")
        .values({ host, free_at: new Date(0).toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const began = clock.now().getTime();
      while (!(await claim(db, { host, holder, now: clock.now() }))) {
        const patienceLeftMs = patienceMs - (clock.now().getTime() - began);
        const waitMs = await pause(db, { host, now: clock.now(), patienceLeftMs });
        await clock.sleep(waitMs, signal);
      }
      return await begin(db, { host, source, holder, clock });
    },
  };
}

/** Takes the turn if it is free; one statement, so that two processes cannot both have it. */
async function claim(
  db: Database,
  { host, holder, now }: { host: Host; holder: string; now: Date },
): Promise<boolean> {
  const at = now.toISOString();
  const { numUpdatedRows } = await db
    .updateTable("turns")
    .set({ holder, held_until: after(now, lifetimeMs) })
    .where("host", "=", host)
    .where("refused_at", "is", null)
    .where((row) => row.or([row("holder", "is", null), row("held_until", "<", at)]))
    // A clock that was set back must not make us wait for years.
    .where((row) => row.or([row("free_at", "<=", at), row("free_at", ">", after(now, 2 * gapMs))]))
    .where((row) =>
      row.or([
        row("wait_until", "is", null),
        row("wait_until", "<=", at),
        row("wait_until", ">", after(now, longestWaitMs)),
      ]),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** How long to wait, in milliseconds, before looking again. */
async function pause(
  db: Database,
  { host, now, patienceLeftMs }: { host: Host; now: Date; patienceLeftMs: number },
): Promise<number> {
  const row = await findTurns(db, { host, now });
  if (row?.refused) throw new SourceError("refused", row.refused.reason);
  const waitMs = row?.waitUntil ? row.waitUntil.getTime() - now.getTime() : 0;
  if (row?.waitUntil && waitMs > patienceLeftMs) {
    throw new SourceError("busy", askedToWait(host, row.waitUntil), { retryAt: row.waitUntil });
  }
  if (waitMs > 0) return waitMs;
  if (row?.holder && isGone(row.holder)) await freeAfterDeath(db, host, row.holder, now);
  const freeMs = row ? row.freeAt.getTime() - now.getTime() : 0;
  return freeMs > 0 && freeMs <= gapMs ? freeMs : lookAgainMs;
}

async function begin(
  db: Database,
  { host, source, holder, clock }: { host: Host; source: string; holder: string; clock: Clock },
): Promise<Turn> {
  const began = clock.now();
  const { id } = await db
    .insertInto("requests")
    .values({ host, source, at: began.toISOString() })
    .returning("id")
    .executeTakeFirstOrThrow();
  const renewal = setInterval(() => void renew().catch(() => {}), renewEveryMs);

  async function renew(): Promise<void> {
    await db
      .updateTable("turns")
      .set({ held_until: after(clock.now(), lifetimeMs) })
      .where("host", "=", host)
      .where("holder", "=", holder)
      .execute();
  }

  return {
    async end({ status, error, waitUntil, refused }) {
      clearInterval(renewal);
      const now = clock.now();
      await db.transaction().execute(async (db) => {
        await db
          .updateTable("requests")
          .set({
            took_ms: now.getTime() - began.getTime(),
            status: status ?? null,
            error: error?.slice(0, 300) ?? null,
          })
          .where("id", "=", id)
          .execute();
        await db.deleteFrom("requests").where("at", "<", after(now, -keepRequestsMs)).execute();
        await db
          .updateTable("turns")
          .set({
            holder: null,
            held_until: null,
            free_at: after(now, gapMs),
            wait_until: waitUntil?.toISOString() ?? null,
            ...(refused !== undefined && {
              refused_at: now.toISOString(),
              refused_reason: refused,
            }),
          })
          .where("host", "=", host)
          .where("holder", "=", holder)
          .execute();
      });
    },
  };
}

/** Nobody knows when its last request ended, so the pause begins now. */
async function freeAfterDeath(db: Database, host: Host, dead: string, now: Date): Promise<void> {
  await db
    .updateTable("turns")
    .set({ holder: null, held_until: null, free_at: after(now, gapMs) })
    .where("host", "=", host)
    .where("holder", "=", dead)
    .execute();
}

export interface TurnState {
  /** Who is asking, while somebody is. */
  holder: string | undefined;
  freeAt: Date;
  /** Until when it still wants to be left alone; no wait of more than a day is believed. */
  waitUntil: Date | undefined;
  refused: { at: Date; reason: string } | undefined;
}

/** How we stand with a host; nothing when it was never asked. */
export async function findTurns(
  db: Database,
  { host, now }: { host: Host; now: Date },
): Promise<TurnState | undefined> {
  const row = await db.selectFrom("turns").selectAll().where("host", "=", host).executeTakeFirst();
  if (!row) return undefined;
  const waitMs = row.wait_until === null ? 0 : Date.parse(row.wait_until) - now.getTime();
  return {
    holder: row.holder ?? undefined,
    freeAt: new Date(row.free_at),
    waitUntil: waitMs > 0 && waitMs <= longestWaitMs ? new Date(now.getTime() + waitMs) : undefined,
    refused:
      row.refused_at === null
        ? undefined
        : { at: new Date(row.refused_at), reason: row.refused_reason ?? "It refused us." },
  };
}

/** The owner has looked into the refusal and wants to ask again. */
export async function liftRefusal(db: Database, host: Host): Promise<void> {
  await db
    .updateTable("turns")
    .set({ refused_at: null, refused_reason: null, wait_until: null })
    .where("host", "=", host)
    .execute();
}

function after(moment: Date, ms: number): string {
  return new Date(moment.getTime() + ms).toISOString();
}
