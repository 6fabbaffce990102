// Test mail, which the owner sends to see whether mail arrives. It belongs to no subscription, and
// goes through the outbox as all mail does.
import { Invalid, TooMany } from "../../errors.ts";
import type { Database, Tables } from "../../store/tables.ts";
import { addressKey, parseAddress } from "../subscriptions/address.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { putIntoOutbox } from "./outbox.ts";
import { listSuppressed, type Keeper } from "../subscriptions/suppression.ts";
import { writeTestMail } from "../letters/test-message.tsx";

export interface TestMail {
  recipient: string;
  state: "waiting" | "sent" | "failed" | "uncertain" | "suppressed";
  /** When it was sent, or else written. */
  at: string;
  /** Why it was not sent when it was tried. */
  error: string | undefined;
}

const anHourMs = 3_600_000;
const anHour = 5;

/**
 * Puts a test mail into the outbox.
 * @throws Invalid with a sentence about the address.
 * @throws TooMany
 */
export async function sendTestMail(
  db: Database,
  keeper: Keeper,
  { address: written, letterhead, now }: { address: string; letterhead: Letterhead; now: Date },
): Promise<void> {
  const address = parseAddress(written);
  const key = addressKey(address);
  if ((await listSuppressed(db, keeper, [key])).size > 0) {
    throw new Invalid(
      "Nothing is sent to this address: its mail came back, or its owner wants none. Take another.",
    );
  }
  await db.transaction().execute(async (db) => {
    await rejectTooMany(db, now);
    const letter = writeTestMail({ letterhead, to: address, now });
    await putIntoOutbox(db, { kind: "test", letter, now });
  });
}

/** The last one, and what became of it. */
export async function findTestMail(db: Database): Promise<TestMail | undefined> {
  const row = await testMails(db)
    .select(["recipient", "state", "created_at", "sent_at", "last_error"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { recipient, state, created_at: writtenAt, sent_at: sentAt, last_error: error } = row;
  return {
    recipient,
    state: state === "queued" || state === "sending" ? "waiting" : state,
    at: sentAt ?? writtenAt,
    error: error ?? undefined,
  };
}

async function rejectTooMany(db: Database, now: Date): Promise<void> {
  const since = new Date(now.getTime() - anHourMs).toISOString();
  const rows = await testMails(db)
    .select("created_at")
    .where("created_at", ">", since)
    .orderBy("id", "desc")
    .limit(anHour)
    .execute();
  if (rows.length < anHour) return;
  const freeAt = Date.parse(rows.at(-1)!.created_at) + anHourMs;
  const seconds = Math.max(1, Math.ceil((freeAt - now.getTime()) / 1000));
  throw new TooMany(
    `${anHour} test mails went out within the hour. The next may in ${Math.ceil(seconds / 60)} minutes.`,
    seconds,
  );
}

/** Only they belong to no subscription, and so the index finds them. */
function testMails(db: Database) {
  return db
    .selectFrom("outbox")
    .where("subscription_id", "is", null)
    .where("kind", "=", "test" satisfies Tables["outbox"]["kind"]);
}
