// The latest mail that did not get through, or was not wanted, with what was said about it.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";

export interface MailFailure {
  kind: "hard" | "soft" | "complaint" | "policy" | "given up";
  /** When we were told; of what was given up when it was last due. */
  at: string;
  /** An address, or the host of a webhook, whose address is a secret; nothing of who was deleted. */
  recipient: string | undefined;
  /** RFC 3463's, such as `5.1.1`. */
  status: string | undefined;
  /** In words, as the other side wrote them. */
  says: string | undefined;
}

interface Row {
  kind: MailFailure["kind"];
  at: string;
  recipient: string | null;
  status: string | null;
  says: string | null;
}

const shown = 20;
const memoryMs = 30 * 86_400_000;

export async function listMailFailures(
  db: Database,
  { now }: { now: Date },
): Promise<MailFailure[]> {
  const since = new Date(now.getTime() - memoryMs).toISOString();
  const rows = [...(await listBounces(db, since)), ...(await listGivenUp(db, since, now))];
  return rows
    .sort((one, other) => (one.at < other.at ? 1 : -1))
    .slice(0, shown)
    .map(({ kind, at, recipient, status, says }) => ({
      kind,
      at,
      recipient: recipient ?? undefined,
      status: status ?? undefined,
      says: says || undefined,
    }));
}

async function listBounces(db: Database, since: string): Promise<Row[]> {
  return await db
    .selectFrom("bounces")
    .leftJoin("outbox", "outbox.id", "bounces.outbox_id")
    .leftJoin("subscriptions", "subscriptions.id", "bounces.subscription_id")
    .select(["bounces.kind", "bounces.at", "bounces.status", "bounces.says"])
    .select((row) => row.fn.coalesce("outbox.recipient", "subscriptions.address").as("recipient"))
    .where("bounces.at", ">=", since)
    .orderBy("bounces.at", "desc")
    .orderBy("bounces.id", "desc")
    .limit(shown)
    .execute();
}

/** A mail that failed and has a bounce is told by its bounce. */
async function listGivenUp(db: Database, since: string, now: Date): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select 'given up' as kind, min(due_at, ${now.toISOString()}) as at,
      iif(channel = 'webhook', domain, recipient) as recipient, null as status, last_error as says
    from outbox
    where state = 'failed' and created_at >= ${since}
      and not exists (select 1 from bounces where outbox_id = outbox.id)
    order by created_at desc, id desc limit ${shown}
  `.execute(db);
  return rows;
}
