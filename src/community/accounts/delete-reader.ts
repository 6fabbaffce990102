// Deletes a reader and everything that is theirs. What they brought for all stays without their name:
// submissions and picks, what they said in discussions, so that whoever answered is not left talking to
// nobody, and the place in the tree of invitations from which others hang.
import { sql } from "kysely";
import { forgetInMerges } from "../../catalogue/merges/forget-reader.ts";
import type { Database } from "../../store/tables.ts";
import { emptyComments } from "../discussion/commenting.ts";
import { keepHandles } from "../handles.ts";
import { withdrawLetters } from "../notifications/letters.ts";
import { voidLinks } from "./links.ts";
import { demandAnotherOwner, type Reader } from "../readers.ts";
import { wipeAddress } from "./wipe-address.ts";

/**
 * Within a transaction. Letters and subscriptions are another matter; see
 * email/subscriptions/forget-reader.ts.
 * @throws Invalid for the only owner.
 */
export async function deleteReader(
  db: Database,
  {
    reader: { id, address },
    emptyComments = false,
    now,
  }: {
    reader: Reader;
    /** Whether the text of their comments goes, too. */
    emptyComments?: boolean;
    now: Date;
  },
): Promise<void> {
  await demandAnotherOwner(db, { id });
  await keepPlace(db, { id, now });
  await keepHandles(db, { reader: id, now });
  await forgetInMerges(db, { id, address });
  await voidLinks(db, address);
  // Letters that wait and name them tell it without.
  await withdrawLetters(
    db,
    sql`comment_id in (select id from comments where comments.reader_id = ${id})`,
  );
  await forgetComments(db, { id, emptyComments });
  await wipeAddress(db, address);
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

/** What they meant to say goes where nobody has seen it yet, and what they said before they edited it. */
async function forgetComments(
  db: Database,
  { id, emptyComments: allOfThem }: { id: number; emptyComments: boolean },
): Promise<void> {
  await sql`
    delete from comments where reader_id = ${id} and standing = 'held'
      and not exists (select 1 from comments as answers where answers.parent_id = comments.id)
  `.execute(db);
  const emptied = await db
    .selectFrom("comments")
    .select("id")
    .where("reader_id", "=", id)
    .where("standing", allOfThem ? "<>" : "=", allOfThem ? "deleted" : "held")
    .execute();
  await emptyComments(
    db,
    emptied.map((comment) => comment.id),
  );
  await sql`
    delete from comment_versions where comment_id in
      (select id from comments where reader_id = ${id})
  `.execute(db);
}
