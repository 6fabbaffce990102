// Who may not write for now: suspended until a moment, or banned.
import { sql } from "kysely";
import { Forbidden } from "../../errors.ts";
import { momentIn } from "../../papers/moments.ts";
import type { Database } from "../../store/tables.ts";

export interface Restriction {
  kind: "suspended" | "banned";
  /** ISO 8601; `null` is for good. */
  until: string | null;
  /** What the moderator told the reader. */
  sentence: string;
}

/** Of a row of `restrictions`: it has not ended by itself. */
export function inForce(now: Date) {
  return sql<boolean>`(restrictions.until is null or restrictions.until > ${now.toISOString()})`;
}

/** `undefined` for whoever may write; a suspension that is over is none. */
export async function findRestriction(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<Restriction | undefined> {
  return await db
    .selectFrom("restrictions")
    .innerJoin("moderation_acts", "moderation_acts.id", "restrictions.act_id")
    .select(["restrictions.kind", "restrictions.until", "moderation_acts.sentence"])
    .where("restrictions.reader_id", "=", reader)
    .where(inForce(now))
    .executeTakeFirst();
}

/** Who may not write now, the latest first. */
export async function listRestricted(db: Database, now: Date) {
  return await db
    .selectFrom("restrictions")
    .innerJoin("readers", "readers.id", "restrictions.reader_id")
    .select([
      "readers.id",
      "readers.name",
      "readers.handle",
      "restrictions.kind",
      "restrictions.until",
      "restrictions.act_id as act",
    ])
    .where(inForce(now))
    .orderBy("restrictions.act_id", "desc")
    .execute();
}

const warnedDays = 30;

/** What a moderator told the reader in the latest warning of this month; `undefined` without one. */
export async function findWarning(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<{ at: string; sentence: string } | undefined> {
  return await db
    .selectFrom("moderation_acts as acts")
    .leftJoin("moderation_acts as undoing", "undoing.undoes", "acts.id")
    .select(["acts.at", "acts.sentence"])
    .where("acts.reader_id", "=", reader)
    .where("acts.kind", "=", "warn")
    .where("acts.undoes", "is", null)
    .where("undoing.id", "is", null)
    .where("acts.at", ">", new Date(now.getTime() - warnedDays * 86_400_000).toISOString())
    .orderBy("acts.id", "desc")
    .executeTakeFirst();
}

/** Whatever a reader writes or votes for, they may do so. @throws Forbidden */
export async function demandVoice(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<void> {
  const restriction = await findRestriction(db, { reader, now });
  if (!restriction) return;
  const { kind, until, sentence } = restriction;
  const why = sentence && ` The moderator’s reason: ${sentence}`;
  const clock = await db
    .selectFrom("readers")
    .select(sql<string | null>`settings ->> '$.timeZone'`.as("zone"))
    .where("id", "=", reader)
    .executeTakeFirst();
  throw new Forbidden(
    kind === "banned"
      ? `You cannot write or vote here any more.${why}`
      : `You cannot write or vote here until ${momentIn(clock?.zone ?? "UTC", until!, now)}.${why}`,
  );
}

/**
 * Whoever may not write keeps name, handle and address: others know them by these, the public log names
 * them, and they find no way back under another. @throws Forbidden
 */
export async function demandUnrestricted(
  db: Database,
  { reader, now }: { reader: number; now: Date },
): Promise<void> {
  const restriction = await findRestriction(db, { reader, now });
  if (!restriction) return;
  throw new Forbidden(
    `Whoever is ${restriction.kind} here keeps the name, handle and address that they have.`,
  );
}

/** Those who are banned: what they voted for counts no more. */
export async function listSilenced(db: Database): Promise<Set<number>> {
  const rows = await db
    .selectFrom("restrictions")
    .select("reader_id")
    .where("kind", "=", "banned")
    .execute();
  return new Set(rows.map((row) => row.reader_id));
}
