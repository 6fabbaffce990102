// Deletes a reader and everything that is theirs. What they brought for all stays without their name:
// submissions and picks, and the place in the tree of invitations from which others hang.
import { sql } from "kysely";
import { forgetInMerges } from "../../catalogue/merges/forget-reader.ts";
import type { Database } from "../../store/tables.ts";
import { voidLinks } from "./links.ts";
import { demandAnotherOwner, type Reader } from "../readers.ts";

/**
 * Within a transaction. Letters and subscriptions are another matter; see
 * email/subscriptions/forget-reader.ts.
 * @throws Invalid for the only owner.
 */
export async function deleteReader(
  db: Database,
  { reader: { id, address }, now }: { reader: Reader; now: Date },
): Promise<void> {
  await demandAnotherOwner(db, { id });
  await keepPlace(db, { id, now });
  await forgetInMerges(db, { id, address });
  await voidLinks(db, address);
  // What is signed no more must not be signed by the address within it.
  await db
    .updateTable("submissions")
    .set({ sentence: "" })
    .where(names("sentence", address))
    .execute();
  await db.updateTable("picks").set({ sentence: "" }).where(names("sentence", address)).execute();
  await db.updateTable("invitations").set({ note: "" }).where(names("note", address)).execute();
  // Sessions, passkeys, votes, saved papers and all else that is theirs goes along.
  await db.deleteFrom("readers").where("id", "=", id).execute();
}

/** Their links let nobody in any more; those who came by them still came by somebody. */
async function keepPlace(db: Database, { id, now }: { id: number; now: Date }): Promise<void> {
  const at = now.toISOString();
  await db.deleteFrom("invitations").where("reader_id", "=", id).where("uses", "=", 0).execute();
  await sql`
    insert into former_readers (id, invitation_id)
    select id, invitation_id from readers
    where id = ${id} and exists (select 1 from invitations where reader_id = ${id})
  `.execute(db);
  await db
    .updateTable("invitations")
    .set({ former_id: id, reader_id: null, note: "", expires_at: sql`min(expires_at, ${at})` })
    .where("reader_id", "=", id)
    .execute();
}

function names(column: "sentence" | "note", address: string) {
  return sql<boolean>`instr(lower(${sql.ref(column)}), ${address}) > 0`;
}
