// Mail that waits for the mail server, and what became of it. Confirmations lie here whole; a digest
// is made of what was frozen when it was composed, so that every attempt sends the very same bytes.
//
//   queued ──▶ sending ──▶ sent
//     │ ▲         ├──────▶ failed
//     │ └─────────┤
//     │           └──────▶ uncertain ──▶ sending   whether it arrived is not known, since the
//     │                        │                   connection broke or the sender died; it is sent
//     └──▶ suppressed ◀────────┘                   once more, under the same Message-ID
//
// What is being sent when its reader leaves does not come back into the queue: it is suppressed then.
import { createHash } from "node:crypto";
import { CompiledQuery, sql } from "kysely";
import { readableLine } from "../../papers/one-line.ts";
import { sign } from "../../store/instance.ts";
import type { Database, Tables } from "../../store/tables.ts";
import type { Card } from "../digests/card.ts";
import type { DigestContents } from "../digests/contents.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import type { Signatory } from "../subscriptions/link-tokens.ts";
import { domainOf } from "../letters/mail-domain.ts";
import { messageIdOf, type Letter } from "../letters/message.ts";
import { subjectOf } from "../digests/subject.ts";

type Kind = Tables["outbox"]["kind"];

/** Written out, not bound: only so does SQLite see that the partial indexes fit. */
export const isQueued = sql<boolean>`state = 'queued'`;
export const isUncertain = sql<boolean>`state = 'uncertain'`;
export const isWaiting = sql<boolean>`state in ('queued', 'uncertain')`;

export const noBytes = new Uint8Array();

/** One message that is to leave. */
export interface Outgoing {
  id: number;
  kind: Kind;
  channel: "mail" | "webhook";
  subscription: number | null;
  digest: number | null;
  messageId: string;
  recipient: string;
  /** Of the recipient. */
  domain: string;
  subject: string;
  createdAt: string;
}

interface NewMail {
  kind: Kind;
  subscription?: number | undefined;
  reader?: number | undefined;
  letter: Letter;
  now: Date;
}

export async function putIntoOutbox(
  db: Database,
  { kind, subscription, reader, letter, now }: NewMail,
): Promise<number> {
  const { id } = await db
    .insertInto("outbox")
    .values({
      kind,
      subscription_id: subscription ?? null,
      reader_id: reader ?? null,
      message_id: letter.messageId,
      recipient: letter.to,
      domain: domainOf(letter.to),
      subject: letter.subject,
      message: letter.raw,
      due_at: now.toISOString(),
      created_at: now.toISOString(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Puts it into the outbox, or takes it out again at once: the same is done and takes as long, so that
 * nobody learns from the clock who has an account.
 */
export async function putOrPretend(
  db: Database,
  mail: NewMail,
  { leaves }: { leaves: boolean },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const id = await putIntoOutbox(db, mail);
    await db
      .deleteFrom("outbox")
      .where("id", "=", leaves ? -1 : id)
      .execute();
  });
}

export interface FrozenDigest {
  digest: number;
  subscriber: Signatory & { address: string; channel: Outgoing["channel"] };
  contents: DigestContents;
}

export async function putDigestsIntoOutbox(
  db: Database,
  {
    letterhead,
    digests,
    cards,
    now,
  }: {
    letterhead: Letterhead;
    digests: readonly FrozenDigest[];
    cards: ReadonlyMap<number, Card>;
    now: Date;
  },
): Promise<void> {
  const rows = digests.map(({ digest, subscriber, contents }) => [
    subscriber.id,
    digest,
    subscriber.channel,
    messageIdOf({ letterhead, name: digestName(letterhead, contents.edition, subscriber) }),
    subscriber.address,
    subscriber.channel === "webhook"
      ? new URL(subscriber.address).host
      : domainOf(subscriber.address),
    readableLine(subjectOf(contents, cards)),
  ]);
  const at = now.toISOString();
  await sql`
    insert into outbox (kind, subscription_id, digest_id, channel, message_id, recipient, domain,
      subject, due_at, created_at)
    select 'digest', value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
      value ->> 6, ${at}, ${at}
    from json_each(${JSON.stringify(rows)})
  `.execute(db);
}

/**
 * The same for every attempt, and of no other message. Nobody guesses it, since a report that names
 * it is believed.
 */
export function digestName(
  { secret }: Letterhead,
  edition: string,
  { id, addressKey }: Signatory,
): string {
  const proof = createHash("sha256").update(sign(secret, `digest ${edition} ${id} ${addressKey}`));
  return `digest.${edition}.${id}.${proof.digest("hex").slice(0, 12)}`;
}

/** How many letters about the subscription itself were written since. */
export async function countConfirmations(
  db: Database,
  { subscription, since }: { subscription: number; since: Date },
): Promise<number> {
  const { letters } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("letters"))
    .where("subscription_id", "=", subscription)
    .where("kind", "=", "confirmation")
    .where("created_at", ">", since.toISOString())
    .executeTakeFirstOrThrow();
  return letters;
}

/** What is on its way to a subscription and has not left yet does not leave. */
export async function suppressMail(
  db: Database,
  { subscription, why }: { subscription: number; why: string },
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ state: "suppressed", last_error: why, message: noBytes })
    .where("subscription_id", "=", subscription)
    .where("state", "in", ["queued", "uncertain"])
    .execute();
}

/** These do not leave, since their address is on the suppression list. */
export async function suppressListed(
  db: Database,
  { ids, why }: { ids: readonly number[]; why: string },
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ state: "suppressed", last_error: why, message: noBytes })
    .where("id", "in", [...ids])
    .where(isWaiting)
    .execute();
}

/** How many messages are due. */
export async function countDue(
  db: Database,
  { channel, now }: { channel: Outgoing["channel"]; now: Date },
): Promise<number> {
  const { due } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("due"))
    .where(isWaiting)
    .where("channel", "=", channel)
    .where("due_at", "<=", now.toISOString())
    .executeTakeFirstOrThrow();
  return due;
}

// Those that somebody waits for come before digests.
const inTurn = [
  "sign-in",
  "confirmation",
  "invitation",
  "test",
  "notice",
  "notification",
  "digest",
] as const;

/**
 * The next messages to send: by kind, the oldest first, and last those that may have arrived
 * already.
 */
export async function listDue(
  db: Database,
  {
    channel,
    now,
    limit,
    without,
    notTo,
  }: {
    channel: Outgoing["channel"];
    now: Date;
    limit: number;
    /** Those that are known already. */
    without: readonly number[];
    /** Domains that have to wait. */
    notTo: readonly string[];
  },
): Promise<Outgoing[]> {
  const due: Outgoing[] = [];
  const kinds = inTurn.map((kind) => ({ kind, is: isQueued }));
  for (const { kind, is } of [...kinds, { kind: undefined, is: isUncertain }]) {
    if (due.length >= limit) break;
    let waiting = db
      .selectFrom("outbox")
      .select([
        "id",
        "kind",
        "channel",
        "subscription_id as subscription",
        "digest_id as digest",
        "message_id as messageId",
        "recipient",
        "domain",
        "subject",
        "created_at as createdAt",
      ])
      .where(is)
      .where("channel", "=", channel)
      .where("due_at", "<=", now.toISOString());
    if (kind) waiting = waiting.where("kind", "=", kind);
    if (without.length > 0) waiting = waiting.where("id", "not in", [...without]);
    if (notTo.length > 0) waiting = waiting.where("domain", "not in", [...notTo]);
    due.push(
      ...(await waiting
        .orderBy("due_at")
        .orderBy("id")
        .limit(limit - due.length)
        .execute()),
    );
  }
  return due;
}

/** The bytes of a message that lies in the outbox whole. */
export async function getMessage(db: Database, id: number): Promise<Uint8Array> {
  const { rows } = await db.executeQuery<{ message: Uint8Array }>(
    CompiledQuery.raw("select message from outbox where id = ?", [id]),
  );
  return rows[0]!.message;
}
