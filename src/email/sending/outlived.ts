// Letters whose link has ended before they could leave. Nobody wants them any more, and that they did
// not leave says nothing of a mailbox; what lets somebody in does not lie here longer than it works.
import { sql } from "kysely";
import { addressLinkHoldsS, linkHoldsS } from "../../community/accounts/rules.ts";
import type { Database } from "../../store/tables.ts";
import { isQueued, isUncertain, isWaiting, noBytes } from "./outbox.ts";

/** A confirmation is a reader's where it is about an account, else about a subscription. */
function isOutlived(now: Date) {
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
  // The kinds by themselves, so that a hundred thousand digests beside them are not looked at.
  return sql<boolean>`channel = 'mail' and kind in ('sign-in', 'confirmation') and (
    kind = 'sign-in' and created_at < ${before(linkHoldsS)}
    or kind = 'confirmation' and reader_id is not null and created_at < ${before(addressLinkHoldsS)}
  )`;
}

/** @returns how many were given up. */
export async function giveUpOutlived(db: Database, now: Date): Promise<number> {
  const outlived = (is: typeof isQueued) =>
    db.selectFrom("outbox").select("id").where(is).where(isOutlived(now));
  const rows = await outlived(isQueued).unionAll(outlived(isUncertain)).execute();
  if (rows.length === 0) return 0;
  const { numUpdatedRows } = await db
    .updateTable("outbox")
    .set({
      state: "failed",
      last_error: sql<string>`'Its link ended before it could be sent. ' || coalesce(last_error, '')`,
      message: noBytes,
    })
    .where(
      "id",
      "in",
      rows.map(({ id }) => id),
    )
    .where(isWaiting)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
