// Who is known as an author of which paper, for whatever asks the database for it.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";

/** The claims that are proved. */
export function provedClaims(db: Database) {
  return db.selectFrom("claims").where("claims.state", "=", "proved");
}

/** Of rows of `comments`: 1 where whoever wrote it is known as an author of the paper, else 0. */
export const isByAuthor = sql<0 | 1>`exists (select 1 from claims
  where claims.paper_id = comments.paper_id and claims.reader_id = comments.reader_id
    and claims.state = 'proved')`;
