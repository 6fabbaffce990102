// Suspending and banning a reader, and giving them their voice back.
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { notifyOfAct, recallComment } from "../notifications/notify.ts";
import type { Reader, Role } from "../readers.ts";
import type { ActWords } from "./act-words.ts";
import { deeds, demandModerator, saveAct, whyNotOn, type Before } from "./acts.ts";
import { banAddress, bannedKey, freeAddress } from "./banned-addresses.ts";
import { giveStanding, settleReports } from "./judging.ts";

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
  if (until !== null && until <= now.toISOString()) {
    throw new Invalid("A suspension ends on a day that is still to come.");
  }
  return await db.transaction().execute(async (db) => {
    const { address } = await demandReader(db, { by, now, ...on });
    const { reader } = on;
    const restriction = await currentRestriction(db, { reader, now });
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
    await banAddress(db, { key, until, now });
    await giveStanding(db, { comments: comments.map(({ id }) => id), standing: "hidden", act });
    for (const { id } of comments) {
      await settleReports(db, { comment: id, act });
      await recallComment(db, id);
    }
    await notifyOfAct(db, { act, reader, now });
    return act;
  });
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
    const restriction = await currentRestriction(db, { reader, now });
    if (!restriction) throw new Invalid("They are neither suspended nor banned.");
    const key = bannedKey(secret, address);
    const detail = { restriction, address: key };
    const act = await saveAct(db, { kind: "lift", by, reader, words, detail, now });
    await db.deleteFrom("restrictions").where("reader_id", "=", reader).execute();
    await freeAddress(db, key);
    await notifyOfAct(db, { act, reader, now });
    return act;
  });
}

async function currentRestriction(
  db: Database,
  { reader, now }: { reader: number; now: Date },
) {
  const row = await db
    .selectFrom("restrictions")
    .select(["kind", "until", "act_id", "at"])
    .where("reader_id", "=", reader)
    .executeTakeFirst();
  return row && (row.until === null || row.until > now.toISOString()) ? row : undefined;
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
  if (why !== undefined) throw new Forbidden(why, { isOwners: false });
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
    .select(["kind", "undoes", "readers.name"])
    .where("moderation_acts.id", "=", latest)
    .executeTakeFirstOrThrow();
  const deed = deeds[act.kind].replace("its author", "them");
  const what = act.undoes === null ? deed : `took back that somebody ${deed}`;
  throw new Invalid(`${act.name ?? "A former moderator"} ${what} meanwhile. Nothing was done now.`);
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
