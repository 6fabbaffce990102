// Suspending and banning a reader, and giving them their voice back.
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { notifyOfAct, recallComments } from "../notifications/notify.ts";
import type { Reader, Role } from "../readers.ts";
import type { ActWords } from "./act-words.ts";
import {
  demandModerator,
  saveAct,
  saysMeanwhile,
  whyNotOn,
  type ActDetail,
  type Before,
} from "./acts.ts";
import { banAddress, bannedKey, freeAddress } from "./banned-addresses.ts";
import { giveStanding, settleReports } from "./judging.ts";
import { findRestriction } from "./restrictions.ts";

interface On {
  by: Reader;
  reader: number;
  words: ActWords;
  /** The latest act about the reader that the moderator saw (`latestActOn`); left out, whatever it is. */
  seen?: number | undefined;
  /** Of the instance; it signs what is kept of the address. */
  secret: string;
  now: Date;
}

export interface Restricting extends On {
  /** ISO 8601; `null` bans for good. */
  until: string | null;
  /** Whether all that they said is hidden along. */
  hideComments: boolean;
}

/** @returns the number of the act. @throws Forbidden, Invalid, NotFound */
export async function restrictReader(
  db: Database,
  { until, hideComments, words, by, secret, now, ...on }: Restricting,
): Promise<number> {
  if (until !== null) demandSuspension(until, now);
  return await db.transaction().execute(async (db) => {
    const { address } = await demandReader(db, { by, now, ...on });
    const { reader } = on;
    const restriction = await findRow(db, reader);
    const comments = hideComments ? await listVisible(db, reader) : [];
    const key = bannedKey(secret, address);
    const act = await saveAct(db, {
      kind: until === null ? "ban" : "suspend",
      by,
      reader,
      words,
      until,
      detail: { restriction: restriction ?? null, comments, address: key },
      now,
    });
    const row = {
      kind: until === null ? "banned" : "suspended",
      until,
      act_id: act,
      at: now.toISOString(),
    } as const;
    await db
      .insertInto("restrictions")
      .values({ reader_id: reader, ...row })
      .onConflict((conflict) => conflict.column("reader_id").doUpdateSet(row))
      .execute();
    await banAddress(db, { key, until, at: row.at });
    const ids = comments.map(({ id }) => id);
    await giveStanding(db, { comments: ids, standing: "hidden", act });
    await settleReports(db, { comments: ids, act });
    await recallComments(db, ids);
    await notifyOfAct(db, { act, reader, now });
    return act;
  });
}

/** A suspension is not so long that it is a ban by another name. */
export const longestSuspensionDays = 3650;

/** @throws Invalid */
function demandSuspension(until: string, now: Date): void {
  if (until <= now.toISOString()) {
    throw new Invalid("A suspension ends on a day that is still to come.");
  }
  if (Date.parse(until) - now.getTime() > longestSuspensionDays * 86_400_000) {
    throw new Invalid(`A suspension is for 1 to ${longestSuspensionDays} days; a ban is for good.`);
  }
}

/** Of what they do on the whole; for one comment see `judgeComments`. @returns the number of the act. @throws Forbidden, Invalid, NotFound */
export async function warnReader(
  db: Database,
  { by, words, now, ...on }: Omit<On, "secret">,
): Promise<number> {
  return await db.transaction().execute(async (db) => {
    await demandReader(db, { by, now, ...on });
    const { reader } = on;
    const act = await saveAct(db, { kind: "warn", by, reader, words, now });
    await notifyOfAct(db, { act, reader, now });
    return act;
  });
}

/** What was hidden stays so. @returns the number of the act. @throws Forbidden, Invalid, NotFound */
export async function liftRestriction(
  db: Database,
  { by, words, secret, now, ...on }: On,
): Promise<number> {
  return await db.transaction().execute(async (db) => {
    const { address } = await demandReader(db, { by, now, ...on });
    const { reader } = on;
    const isRestricted = (await findRestriction(db, { reader, now })) !== undefined;
    if (!isRestricted) throw new Invalid("They are neither suspended nor banned.");
    const restriction = (await findRow(db, reader))!;
    const key = bannedKey(secret, address);
    const banned = await findBannedKey(db, restriction.act_id);
    const detail = { restriction, address: banned ?? key };
    const act = await saveAct(db, { kind: "lift", by, reader, words, detail, now });
    await db.deleteFrom("restrictions").where("reader_id", "=", reader).execute();
    for (const each of [key, banned ?? key]) await freeAddress(db, each);
    await notifyOfAct(db, { act, reader, now });
    return act;
  });
}

/** The hash of the address that an act kept away from here. */
async function findBannedKey(db: Database, act: number): Promise<string | undefined> {
  const { detail } = await db
    .selectFrom("moderation_acts")
    .select("detail")
    .where("id", "=", act)
    .executeTakeFirstOrThrow();
  return (JSON.parse(detail) as ActDetail).address;
}

/** A suspension that has ended stands there, too. */
async function findRow(db: Database, reader: number) {
  return await db
    .selectFrom("restrictions")
    .select(["kind", "until", "act_id", "at"])
    .where("reader_id", "=", reader)
    .executeTakeFirst();
}

/** The number of the latest act about a reader; 0 where there is none. */
export async function latestActOn(db: Database, reader: number): Promise<number> {
  const row = await db
    .selectFrom("moderation_acts")
    .select((select) => select.fn.max("id").as("latest"))
    .where("reader_id", "=", reader)
    .where("kind", "in", ["warn", "suspend", "ban", "lift"])
    .executeTakeFirst();
  return row?.latest ?? 0;
}

async function demandReader(
  db: Database,
  { by, reader, seen, now }: Pick<On, "by" | "reader" | "seen" | "now">,
): Promise<{ address: string }> {
  await demandModerator(db, { by, now });
  const row = await db
    .selectFrom("readers")
    .select(["id", "role", "email"])
    .where("id", "=", reader)
    .executeTakeFirst();
  if (!row) throw new NotFound("There is nobody of this name here.");
  const why = whyNotOn(by, row as { id: number; role: Role });
  if (why !== undefined) throw new Forbidden(why);
  if (seen !== undefined) await demandNothingNew(db, { reader, seen });
  return { address: row.email };
}

/** @throws Invalid where another moderator was quicker */
async function demandNothingNew(
  db: Database,
  { reader, seen }: { reader: number; seen: number },
): Promise<void> {
  const latest = await latestActOn(db, reader);
  if (latest === seen) return;
  const act = await db
    .selectFrom("moderation_acts")
    .leftJoin("readers", "readers.id", "moderation_acts.moderator_id")
    .select(["kind", "undoes", "readers.name as moderator"])
    .where("moderation_acts.id", "=", latest)
    .executeTakeFirstOrThrow();
  throw new Invalid(`${saysMeanwhile(act, "them")} Nothing was done now.`);
}

async function listVisible(db: Database, reader: number): Promise<Before[]> {
  const rows = await db
    .selectFrom("comments")
    .select(["id", "standing", "held_because as because", "act_id as act"])
    .where("reader_id", "=", reader)
    .where("standing", "in", ["shown", "held"])
    .orderBy("id")
    .execute();
  return rows;
}
