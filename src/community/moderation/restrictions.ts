// Who may not write for now: suspended until a moment, or banned.
import { Forbidden } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";

export interface Restriction {
  kind: "suspended" | "banned";
  /** ISO 8601; `null` is for good. */
  until: string | null;
  /** What the moderator told the reader. */
  sentence: string;
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
    .where((where) =>
      where.or([
        where("restrictions.until", "is", null),
        where("restrictions.until", ">", now.toISOString()),
      ]),
    )
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
  throw new Forbidden(
    kind === "banned"
      ? `You cannot write or vote here any more.${why}`
      : `You cannot write or vote here until ${until!.slice(0, 16).replace("T", " ")} UTC.${why}`,
    { isOwners: false },
  );
}
