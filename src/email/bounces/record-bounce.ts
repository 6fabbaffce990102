// What a failure or a complaint leads to. An address that does not exist, or whose owner complains,
// gets nothing more at once. What may pass has a memory: one day with failures is one point, however
// many there were; at five points within thirty days the address gets nothing more.
import type { Database } from "../../store/tables.ts";
import type { Keeper } from "../subscriptions/suppression.ts";
import { stopMail, type Addressee } from "./stop-mail.ts";

export interface Bounce {
  /** `policy` is about us: it is remembered, and ends nothing. */
  kind: "hard" | "soft" | "complaint" | "policy";
  /** The mail server's answer while we spoke to it, or a report that was mailed to us. */
  source: "smtp" | "report";
  outboxId?: number | undefined;
  /** Where the message is not known. */
  subscriptionId?: number | undefined;
  /** RFC 3463's, such as `5.1.1`. */
  status?: string | undefined;
  says?: string | undefined;
  now: Date;
}

export interface Recorded {
  done:
    | "suppressed"
    /** A point, and no more yet. */
    | "counted"
    /** It says nothing of the address. */
    | "kept"
    /** This was told before. */
    | "known"
    /** It is about mail from before the owner of the address confirmed it: told, but no sign. */
    | "outdated"
    /** There is no such message or subscription any more. */
    | "unknown";
  address?: string;
  /** Days with failures, this one included. */
  days?: number;
}

const daysAllowed = 5;
const memoryMs = 30 * 86_400_000;

/** Recording the same again changes nothing. */
export async function recordBounce(
  db: Database,
  keeper: Keeper,
  bounce: Bounce,
): Promise<Recorded> {
  return await (db.isTransaction
    ? record(db, keeper, bounce)
    : db.transaction().execute((db) => record(db, keeper, bounce)));
}

async function record(db: Database, keeper: Keeper, bounce: Bounce): Promise<Recorded> {
  const { kind, source, outboxId, status, now } = bounce;
  const to = await findAddressee(db, bounce);
  if (!to) return { done: "unknown" };
  const { address, subscriptionId } = to;
  const says = bounce.says === undefined ? null : oneLine(bounce.says);
  if (await isKnown(db, { ...bounce, subscriptionId }, says)) return { done: "known", address };
  await db
    .insertInto("bounces")
    .values({
      kind,
      source,
      subscription_id: subscriptionId,
      outbox_id: outboxId ?? null,
      status: status?.slice(0, 20) ?? null,
      says,
      at: now.toISOString(),
    })
    .execute();
  if (kind === "policy") return { done: "kept", address };
  // Whoever complains has the mail; whether an old address is dead, the newer confirmation tells.
  if (kind !== "complaint" && to.isOutdated) return { done: "outdated", address };
  if (kind === "soft") {
    const days = await countDays(db, to, now);
    if (days < daysAllowed) return { done: "counted", address, days };
    await stopMail(db, keeper, { to, reason: kind, says: whyStopped[kind], now });
    return { done: "suppressed", address, days };
  }
  await stopMail(db, keeper, { to, reason: kind, says: whyStopped[kind], now });
  return { done: "suppressed", address };
}

const whyStopped = {
  hard: "Not sent: mail to this address came back, since there is no such mailbox.",
  soft: "Not sent: mail to this address came back on five days within thirty.",
  complaint: "Not sent: the reader reported an earlier mail as unwanted.",
};

interface Found extends Addressee {
  confirmedAt: string | null;
  isOutdated: boolean;
}

async function findAddressee(
  db: Database,
  { outboxId, subscriptionId }: Bounce,
): Promise<Found | undefined> {
  if (outboxId !== undefined) {
    const row = await db
      .selectFrom("outbox")
      .leftJoin("subscriptions", "subscriptions.id", "outbox.subscription_id")
      .select([
        "subscription_id as subscriptionId",
        "recipient as address",
        "confirmed_at as confirmedAt",
        "outbox.created_at as writtenAt",
      ])
      .where("outbox.id", "=", outboxId)
      .executeTakeFirst();
    if (!row) return undefined;
    const { subscriptionId, address, confirmedAt } = row;
    const isOutdated = confirmedAt !== null && row.writtenAt < confirmedAt;
    return { subscriptionId, address, confirmedAt, isOutdated };
  }
  if (subscriptionId === undefined) return undefined;
  const row = await db
    .selectFrom("subscriptions")
    .select(["address", "confirmed_at as confirmedAt"])
    .where("id", "=", subscriptionId)
    .executeTakeFirst();
  return row && { ...row, subscriptionId, isOutdated: false };
}

/** One message fails once in a way, however often it is told. */
async function isKnown(
  db: Database,
  { kind, outboxId, subscriptionId, status, now }: Omit<Bounce, "subscriptionId"> & Known,
  says: string | null,
): Promise<boolean> {
  const query = db.selectFrom("bounces").select("id").where("kind", "=", kind).limit(1);
  const row = await (
    outboxId === undefined
      ? query
          .where("subscription_id", "=", subscriptionId)
          .where("outbox_id", "is", null)
          .where("status", "is", status ?? null)
          .where("says", "is", says)
          .where("at", ">=", now.toISOString().slice(0, 10))
      : query.where("outbox_id", "=", outboxId)
  ).executeTakeFirst();
  return row !== undefined;
}

interface Known {
  subscriptionId: number | null;
}

/** Days in UTC with failures that may pass, since the owner of the address confirmed it. */
async function countDays(
  db: Database,
  { subscriptionId, confirmedAt }: Found,
  now: Date,
): Promise<number> {
  if (subscriptionId === null) return 1;
  const rows = await db
    .selectFrom("bounces")
    .select("at")
    .where("subscription_id", "=", subscriptionId)
    .where("kind", "=", "soft")
    .where("at", ">", new Date(now.getTime() - memoryMs).toISOString())
    .where("at", ">=", confirmedAt ?? "")
    .execute();
  return new Set(rows.map((row) => row.at.slice(0, 10))).size;
}

function oneLine(text: string): string {
  return text
    .slice(0, 5000)
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ")
    .trim()
    .slice(0, 500);
}
