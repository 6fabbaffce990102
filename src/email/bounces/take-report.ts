// Takes one message that came to the return address: reads it, finds what it is about, and does
// what is to be done. Whatever it says, it throws only where the database cannot be written.
import type { Database } from "../../store/tables.ts";
import { addressKey } from "../subscriptions/address.ts";
import type { Keeper } from "../subscriptions/suppression.ts";
import { findMail } from "./find-mail.ts";
import { judge } from "./judge.ts";
import { readReport } from "./read-report.ts";
import type { Reading } from "./reading.ts";
import { pauseIfMany } from "./policy-reports.ts";
import { recordBounce, type Recorded } from "./record-bounce.ts";
import { stopMail } from "./stop-mail.ts";

export interface Taken {
  kind: "hard" | "soft" | "complaint" | "left" | "policy" | "ignored";
  /** What was understood and done, for whoever looks on; it names nobody. */
  sentence: string;
  /** Whom it concerns. */
  address?: string;
  outboxId?: number;
}

export async function takeReport(
  db: Database,
  keeper: Keeper,
  { bounces, message, now }: { bounces: string | undefined; message: Uint8Array; now: Date },
): Promise<Taken> {
  const own = bounces === undefined ? undefined : { bounces, secret: keeper.secret };
  const reading = await readReport(message, own);
  switch (reading.kind) {
    case "failure":
      return await takeFailure(db, keeper, reading, now);
    case "complaint":
      return await takeComplaint(db, keeper, reading, now);
    case "leaving":
      return await takeLeave(db, keeper, reading, now);
    case "nothing":
      return ignored(reading.why);
  }
}

type Of<Kind extends Reading["kind"]> = Extract<Reading, { kind: Kind }>;

async function takeFailure(
  db: Database,
  keeper: Keeper,
  { about, recipients }: Of<"failure">,
  now: Date,
): Promise<Taken> {
  const addresses = recipients.flatMap((each) => each.addresses);
  const mail = await findMail(db, about, { recipients: addresses, mayBeHidden: false });
  if ("why" in mail) return ignored(mail.why);
  const { verdict, status, says } = judge(recipients, mail.recipient);
  const concerns = { address: mail.recipient, outboxId: mail.id };
  const code = status === undefined ? "" : ` (${status})`;
  if (verdict === "delivered") {
    return { ...ignored(`Nothing has failed for good${code}.`), ...concerns };
  }
  const recorded = await recordBounce(db, keeper, {
    kind: verdict,
    source: "report",
    outboxId: mail.id,
    status,
    says,
    now,
  });
  if (verdict === "policy") await pauseIfMany(db, { says, now });
  return { kind: verdict, sentence: `${means[verdict]}${code}: ${doneAs(recorded)}`, ...concerns };
}

const means = {
  hard: "There is no such mailbox",
  soft: "The mail did not get through this time",
  policy: "The mail was refused for what it is or where it comes from",
};

async function takeComplaint(
  db: Database,
  keeper: Keeper,
  { about, recipients, says }: Of<"complaint">,
  now: Date,
): Promise<Taken> {
  const mail = await findMail(db, about, { recipients, mayBeHidden: true });
  if ("why" in mail) return ignored(mail.why);
  const bounce = { kind: "complaint", source: "report", outboxId: mail.id, says, now } as const;
  const recorded = await recordBounce(db, keeper, bounce);
  const sentence = `The mail was reported as unwanted (${says}): ${doneAs(recorded)}`;
  return { kind: "complaint", sentence, address: mail.recipient, outboxId: mail.id };
}

async function takeLeave(
  db: Database,
  keeper: Keeper,
  { subscriptionId, holds }: Of<"leaving">,
  now: Date,
): Promise<Taken> {
  return await db.transaction().execute(async (db) => {
    const row = await db
      .selectFrom("subscriptions")
      .select("address")
      .where("id", "=", subscriptionId)
      .executeTakeFirst();
    if (!row || !holds(addressKey(row.address))) {
      return ignored("It asks to end a subscription that is not here.");
    }
    const to = { subscriptionId, address: row.address };
    const says = "Not sent: the reader has unsubscribed.";
    await stopMail(db, keeper, { to, reason: "unsubscribed", says, now });
    const sentence = "The reader unsubscribes: nothing more is sent to this address.";
    return { kind: "left", sentence, address: row.address };
  });
}

function doneAs({ done, days = 1 }: Recorded): string {
  switch (done) {
    case "suppressed":
      return "nothing more is sent to this address.";
    case "counted":
      return `${days === 1 ? "one day" : `${days} days`} with failures within thirty; at five, nothing more is sent.`;
    case "kept":
      return "the address is kept.";
    case "known":
      return "this was reported before, and changes nothing.";
    case "outdated":
      return "but its owner has confirmed the address since, so it is kept.";
    case "unknown":
      return "but the message is gone.";
  }
}

function ignored(why: string): Taken {
  return { kind: "ignored", sentence: why };
}
