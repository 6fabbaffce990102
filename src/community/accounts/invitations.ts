// Invitations: links that let people in where registration is not open, and who brought whom.
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import { hidesSomething, readableLine } from "../../papers/one-line.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { inForce } from "../moderation/restrictions.ts";
import { hashOf } from "./links.ts";

export interface Invitation {
  id: number;
  /** Who made it; empty where the command line did, or where that reader is gone. */
  reader: number | null;
  note: string;
  uses: number;
  mostUses: number;
  createdAt: string;
  expiresAt: string;
}

const holdsMs = 14 * 86_400_000;
export const mostUsesOfAll = 100;
export const longestInvitationNote = 200;

/** What whoever opens the link reads of its maker. @throws Invalid */
export function parseInvitationNote(written: string): string {
  const note = readableLine(written);
  if (hidesSomething(written)) throw new Invalid("A note has nothing that cannot be seen.");
  if ([...note].length > longestInvitationNote) {
    throw new Invalid(`A note has ${longestInvitationNote} characters at most.`);
  }
  return note;
}

/** @returns the token, which is known to nobody but its holder afterwards. */
export async function makeInvitation(
  db: Database,
  {
    reader,
    note = "",
    mostUses,
    now,
  }: { reader: number | undefined; note?: string; mostUses: number; now: Date },
): Promise<string> {
  const token = randomBytes(18).toString("base64url");
  await db
    .insertInto("invitations")
    .values({
      token_hash: hashOf(token),
      reader_id: reader ?? null,
      note,
      most_uses: mostUses,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + holdsMs).toISOString(),
    })
    .execute();
  return token;
}

/** The invitation of a link, if somebody can still come by it. */
export async function findInvitation(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<Invitation | undefined> {
  return await invitations(db)
    .where("token_hash", "=", hashOf(token))
    .where("expires_at", ">", now.toISOString())
    .whereRef("uses", "<", "most_uses")
    .where(mayInvite(now))
    .executeTakeFirst();
}

/** Links that somebody made lead nobody in while they may not write themselves. */
function mayInvite(now: Date) {
  return sql<boolean>`not exists (select 1 from restrictions
    where restrictions.reader_id = invitations.reader_id and ${inForce(now)})`;
}

/** Lets one more in. @returns the invitation's number; `undefined` when nobody can come by it. */
export async function takeInvitation(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<number | undefined> {
  const row = await db
    .updateTable("invitations")
    .set((update) => ({ uses: update("uses", "+", 1) }))
    .where("token_hash", "=", hashOf(token))
    .where("expires_at", ">", now.toISOString())
    .whereRef("uses", "<", "most_uses")
    .where(mayInvite(now))
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

/** Of one reader, or of all; the newest first. */
export async function listInvitations(db: Database, reader?: number): Promise<Invitation[]> {
  return await invitations(db)
    .$if(reader !== undefined, (query) => query.where("reader_id", "=", reader!))
    .orderBy("id", "desc")
    .execute();
}

/** Nobody comes by it any more. Only its maker's, if one is named. */
export async function endInvitation(
  db: Database,
  { invitation, reader, now }: { invitation: number; reader?: number; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invitations")
    .set({ expires_at: now.toISOString() })
    .where("id", "=", invitation)
    .where("expires_at", ">", now.toISOString())
    .$if(reader !== undefined, (query) => query.where("reader_id", "=", reader!))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Who came by which of these invitations and is still here, the first first. */
export async function listComers(
  db: Database,
  invitations: readonly number[],
): Promise<{ invitation: number; reader: number; name: string }[]> {
  const rows = await db
    .selectFrom("readers")
    .select(["invitation_id as invitation", "id as reader", "name"])
    .where("invitation_id", "in", numbersIn(invitations))
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, invitation: row.invitation! }));
}

/**
 * Who came by whose invitation, those included who are gone but brought somebody; without `by`
 * somebody of the first, or one let in by the owner.
 */
export async function listBranches(db: Database): Promise<{ reader: number; by: number | null }[]> {
  const { rows } = await sql<{ reader: number; by: number | null }>`
    select people.id as reader, coalesce(invitations.reader_id, invitations.former_id) as by
    from (
      select id, invitation_id from readers union all select id, invitation_id from former_readers
    ) as people
    left join invitations on invitations.id = people.invitation_id
    order by people.id
  `.execute(db);
  return rows;
}

function invitations(db: Database) {
  return db
    .selectFrom("invitations")
    .select([
      "id",
      "reader_id as reader",
      "note",
      "uses",
      "most_uses as mostUses",
      "created_at as createdAt",
      "expires_at as expiresAt",
    ]);
}
