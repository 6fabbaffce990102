// What our mail server has taken, others may refuse by policy and report it. Where many do, to go on
// would ruin our name with everybody.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";
import { pauseMail } from "../sending/mail-pause.ts";

const memoryMs = 86_400_000;
const fewest = 5;
const shareAllowed = 0.2;

/** Pauses the mail where of what was sent within a day, and since the last pause, too much came back. */
export async function pauseIfMany(
  db: Database,
  { says, now }: { says: string; now: Date },
): Promise<void> {
  const since = await beginningOf(db, now);
  const { rows } = await sql<{ refused: number }>`
    select count(distinct outbox_id) as refused
    from bounces join outbox on outbox.id = outbox_id
    where bounces.kind = 'policy' and bounces.source = 'report'
      and bounces.at >= ${since} and sent_at >= ${since}
  `.execute(db);
  const refused = rows[0]!.refused;
  if (refused < fewest) return;
  const { sent } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("sent"))
    .where("sent_at", ">=", since)
    .where("channel", "=", "mail")
    .executeTakeFirstOrThrow();
  if (refused <= sent * shareAllowed) return;
  const reason = `Of ${sent} letters within a day ${refused} were refused by policy and came back. The last report says: ${inShort(says)}`;
  await pauseMail(db, { by: "policy", reason, now });
}

/** What was known when the owner resumed is judged already. */
async function beginningOf(db: Database, now: Date): Promise<string> {
  const aDayAgo = new Date(now.getTime() - memoryMs).toISOString();
  const last = await db
    .selectFrom("mail_pauses")
    .select((select) => select.fn.max<string | null>("ended_at").as("endedAt"))
    .executeTakeFirst();
  const endedAt = last?.endedAt ?? "";
  return endedAt > aDayAgo ? endedAt : aDayAgo;
}

/** One line that names nobody. */
function inShort(says: string): string {
  return says
    .slice(0, 2000)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replaceAll(/[^\s<>"'(),;:@]+@(?=[^\s@])/g, "…@")
    .trim()
    .slice(0, 300);
}
