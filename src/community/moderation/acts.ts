// The acts of moderators, each a row that stays: what was done, by whom, to whom, and what an undo needs.
import { sql, type Selectable } from "kysely";
import { Forbidden, Invalid } from "../../errors.ts";
import { capital } from "../../papers/capital.ts";
import type { Database, Tables } from "../../store/tables.ts";
import { formerModerator, may, type Reader, type Role } from "../readers.ts";
import type { Standing } from "../discussion/comments.ts";
import type { ActWords } from "./act-words.ts";
import { demandVoice } from "./restrictions.ts";

export type ActKind = Selectable<Tables["moderation_acts"]>["kind"];

/** A comment before an act gave it another standing. */
export interface Before {
  id: number;
  standing: Standing;
  because: string | null;
  /** The act that had given it that standing. */
  act: number | null;
}

export interface RestrictionRow {
  kind: "suspended" | "banned";
  until: string | null;
  act_id: number;
  at: string;
}

/** What an undo needs. */
export interface ActDetail {
  /** Comments that it gave another standing. */
  comments?: Before[];
  /** What restricted the reader before. */
  restriction?: RestrictionRow | null;
  /** The keyed hash of the reader's address. */
  address?: string;
  word?: { kind: "word" | "domain"; value: string };
}

interface NewAct {
  kind: ActKind;
  by: Reader;
  reader?: number | null;
  comment?: number | null;
  words: ActWords;
  until?: string | null;
  undoes?: number;
  /** The first act of those that are done at once. */
  press?: number | undefined;
  detail?: ActDetail;
  now: Date;
}

/** Within the transaction of what it tells of. @returns its number */
export async function saveAct(
  db: Database,
  { kind, by, reader = null, comment = null, words, until = null, ...act }: NewAct,
): Promise<number> {
  const { id } = await db
    .insertInto("moderation_acts")
    .values({
      kind,
      moderator_id: by.id,
      reader_id: reader,
      comment_id: comment,
      ...words,
      until,
      undoes: act.undoes ?? null,
      press_id: act.press ?? null,
      detail: JSON.stringify(act.detail ?? {}),
      at: act.now.toISOString(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

const standing: Record<Role, number> = { reader: 0, editor: 0, moderator: 1, owner: 2 };

/** Why this moderator may not act on that reader, in words; `undefined` when they may. */
export function whyNotOn(
  by: Pick<Reader, "id" | "role">,
  on: { id: number; role: Role } | undefined,
): string | undefined {
  if (!on) return undefined;
  if (on.id === by.id) return "Nobody moderates themselves. Leave this to somebody else.";
  if (standsAbove(by.role, on.role)) return undefined;
  return on.role === "owner"
    ? "Nobody moderates an owner of this site."
    : "Moderators do not moderate one another. Leave this to the owner.";
}

function standsAbove(one: Role, other: Role): boolean {
  return standing[one] > standing[other];
}

/**
 * Whether there is anything left of what an act changed, of a row of `moderation_acts as acts`: 1 or 0.
 * Comments are deleted, and whoever deletes the account leaves but the hash of an address that is banned.
 */
const isLeft = sql<number>`case
  when acts.kind in ('hold-word', 'free-word') then 1
  when acts.kind in ('warn', 'suspend', 'ban', 'lift') and acts.reader_id is not null then 1
  when acts.kind in ('suspend', 'ban') then
    exists (select 1 from banned_addresses
      where address_hash = acts.detail ->> '$.address' and at = acts.at and until is acts.until)
    or exists (select 1 from comments where act_id = acts.id and standing = 'hidden')
  else exists (select 1 from comments where id = acts.comment_id and standing <> 'deleted')
end`;

/** Acts with whom they were about, who did them, and who took them back. */
export function actsWithPeople(db: Database) {
  return db
    .selectFrom("moderation_acts as acts")
    .leftJoin("readers", "readers.id", "acts.reader_id")
    .leftJoin("readers as moderators", "moderators.id", "acts.moderator_id")
    .leftJoin("moderation_acts as undoing", "undoing.undoes", "acts.id")
    .leftJoin("readers as undoers", "undoers.id", "undoing.moderator_id")
    .select([
      "acts.id",
      "acts.kind",
      "acts.at",
      "acts.until",
      "acts.undoes",
      "acts.comment_id",
      "undoing.id as undoneBy",
      "undoers.name as undoer",
      "readers.role",
      "moderators.role as byRole",
      isLeft.as("isLeft"),
    ]);
}

interface Undoable {
  undoes: number | null;
  undoneBy: number | null;
  /** Who has taken it back, by name. */
  undoer: string | null;
  byRole: Role | null;
  /** See `isLeft`. */
  isLeft: number;
  /** Whom it was about. */
  on: { id: number; role: Role } | undefined;
}

/** Why this moderator may not take that act back; `undefined` when they may. */
export function whyNotUndo(act: Undoable, by: Reader): Forbidden | Invalid | undefined {
  if (act.undoes !== null) {
    return new Invalid("What was taken back stays so. Do what you want to be done anew.");
  }
  if (act.undoneBy !== null) {
    return new Invalid(`${capital(act.undoer ?? formerModerator)} has taken it back already.`);
  }
  if (act.isLeft === 0) {
    return new Invalid("There is nothing to take back: what it was about is no more.");
  }
  if (act.byRole === "owner" && by.role !== "owner") {
    return new Forbidden("Only the owner of this site takes back what the owner did.", {
      needs: "owner",
    });
  }
  const why = whyNotOn(by, act.on);
  return why === undefined ? undefined : new Forbidden(why);
}

/** Whether somebody may act at all. @throws Forbidden */
export async function demandModerator(
  db: Database,
  { by, now }: { by: Reader; now: Date },
): Promise<void> {
  if (!may(by, "moderate")) {
    throw new Forbidden("Only moderators of this site may do that.", { needs: "role" });
  }
  await demandVoice(db, { reader: by.id, now });
}

interface Deed {
  moderator: string | null;
  kind: ActKind;
  undoes: number | null;
}

/** `Mona hid it meanwhile.` @param author how whom it is about is called */
export function saysMeanwhile({ moderator, kind, undoes }: Deed, author = "its author"): string {
  const deed = deeds[kind].replace("its author", author);
  const did = undoes === null ? deed : `took back that somebody ${deed}`;
  return `${capital(moderator ?? formerModerator)} ${did} meanwhile.`;
}

/** What a kind of act did, after a name: `Mona hid it`. */
const deeds: Record<ActKind, string> = {
  hide: "hid it",
  show: "showed it again",
  approve: "let it through",
  dismiss: "found nothing wrong with it",
  warn: "warned its author",
  suspend: "suspended its author",
  ban: "banned its author",
  lift: "gave its author back their voice",
  "hold-word": "put a word on the list",
  "free-word": "took a word off the list",
};
