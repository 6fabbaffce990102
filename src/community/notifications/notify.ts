// Who is told of a comment, and as what.
import type { Database } from "../../store/tables.ts";

/** A comment is there for others to see: it was written, or a moderator let it through. */
export async function notifyOfComment(
  _db: Database,
  _: { comment: number; now: Date },
): Promise<void> {}

/** A comment is not there any more: nobody is told, and letters that have not left do not leave. */
export async function recallComment(_db: Database, _comment: number): Promise<void> {}
