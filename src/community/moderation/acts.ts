// The acts of moderators, each a row that stays: what was done, by whom, to whom, and what an undo needs.
import type { Selectable } from "kysely";
import { Forbidden } from "../../errors.ts";
import type { Database, Tables } from "../../store/tables.ts";
import { may, type Reader, type Role } from "../readers.ts";
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

interface RestrictionRow {
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
      detail: JSON.stringify(act.detail ?? {}),
      at: act.now.toISOString(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

const rank: Record<Role, number> = { reader: 0, editor: 0, moderator: 1, owner: 2 };

/** Why this moderator may not act on that reader, in words; `undefined` when they may. */
export function whyNotOn(
  by: Pick<Reader, "id" | "role">,
  on: { id: number; role: Role } | undefined,
): string | undefined {
  if (!on) return undefined;
  if (on.id === by.id) return "Nobody moderates themselves. Leave this to somebody else.";
  if (rank[on.role] < rank[by.role]) return undefined;
  return on.role === "owner"
    ? "Nobody moderates an owner of this site."
    : "Moderators do not moderate one another. Leave this to the owner.";
}

/** Whether somebody may act at all. @throws Forbidden */
export async function demandModerator(
  db: Database,
  { by, now }: { by: Reader; now: Date },
): Promise<void> {
  if (!may(by, "moderate")) {
    throw new Forbidden("Only moderators of this site may do that.", { isOwners: false });
  }
  await demandVoice(db, { reader: by.id, now });
}

/** What a kind of act did, after a name: `Mona hid it`. */
export const deeds: Record<ActKind, string> = {
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
