// Takes in whom lists and the owner name: a thousand at a time, each of these whole, so that a hundred
// thousand need no more memory than ten.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import { textsIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import type { AddressFile } from "./address-file.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import type { WishContext } from "./parse-wish.ts";
import { readLine, type Candidate, type Gone } from "./subscription-csv.ts";
import { askFor, confirmationHoldsMs } from "./subscriptions.ts";
import { columnsOf, type Subscription } from "./subscription.ts";
import { listSuppressed, suppressAll, type Keeper, type SuppressionReason } from "./suppression.ts";

const batchSize = 1000;

/** Why somebody is not taken in, though the line is good. */
type LeftOut = SuppressionReason | `marked ${string}`;

export interface TakeOptions {
  /** They are subscribed at once, for this reason; without it, each gets a letter with a button. */
  consent: string | undefined;
  letterhead: Letterhead;
  now: Date;
}

export interface ImportReceipt {
  taken: number;
  /** They did not answer in time, and get another letter. */
  askedAgain: number;
  /** They have a subscription, or have been asked already. */
  known: number;
  leftOut: Map<LeftOut, number>;
  bad: number;
}

/**
 * Takes in whom the file names. Killed at any point and run again it ends the same.
 * @throws Invalid when the file cannot be read; what was taken before stays.
 */
export async function importSubscriptions(
  db: Database,
  keeper: Keeper,
  file: AddressFile,
  options: TakeOptions &
    WishContext & {
      onBad: (bad: { line: number; fault: string }) => void;
      onProgress: (progress: ImportReceipt & { share: number }) => void;
    },
): Promise<ImportReceipt> {
  const receipt: ImportReceipt = {
    taken: 0,
    askedAgain: 0,
    known: 0,
    leftOut: new Map(),
    bad: 0,
  };
  let batch: (Candidate & { line: number })[] = [];
  let gone: Gone[] = [];

  function bad(line: number, fault: string) {
    receipt.bad++;
    options.onBad({ line, fault });
  }

  async function takeBatch() {
    await silence(db, keeper, { gone, now: options.now });
    gone = [];
    for (const { candidate, outcome } of await takeIn(db, keeper, batch, options)) {
      if (outcome === "known") receipt.known++;
      else if (outcome === "bad") bad(candidate.line, candidate.fault ?? "");
      else if (outcome === "taken") receipt.taken++;
      else if (outcome === "asked again") receipt.askedAgain++;
      else leaveOut(receipt, outcome);
    }
    batch = [];
    options.onProgress({ ...receipt, share: file.size > 0 ? file.read() / file.size : 0 });
  }

  for await (const { line, values, fault } of file.lines) {
    try {
      if (!values) throw new Invalid(fault);
      const read = readLine(values, options);
      if (read.candidate) batch.push({ ...read.candidate, line });
      else {
        leaveOut(receipt, `marked ${read.leftOut}`);
        if (read.gone) gone.push(read.gone);
      }
    } catch (cause) {
      if (!(cause instanceof Invalid)) throw cause;
      bad(line, cause.message);
    }
    if (batch.length + gone.length >= batchSize) await takeBatch();
  }
  await takeBatch();
  return receipt;
}

function leaveOut({ leftOut }: ImportReceipt, why: LeftOut): void {
  leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
}

/** Whoever left there gets nothing here either, unless they said yes here. */
async function silence(
  db: Database,
  keeper: Keeper,
  { gone, now }: { gone: readonly Gone[]; now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const known = await findKnown(
      db,
      gone.map((each) => each.addressKey),
      now,
    );
    const silent = gone.filter(({ addressKey }) => known.get(addressKey)?.status !== "confirmed");
    await suppressAll(db, keeper, { gone: silent, now });
  });
}

export type Outcome = "taken" | "asked again" | "known" | "bad" | SuppressionReason;

/**
 * Takes in up to a thousand. Whoever is subscribed keeps what there is; whoever left, or whose mail
 * came back, is brought back by a confirmation alone. With a fault, somebody new is not taken.
 */
export async function takeIn<Each extends Candidate>(
  db: Database,
  keeper: Keeper,
  candidates: readonly Each[],
  options: TakeOptions,
): Promise<{ candidate: Each; outcome: Outcome }[]> {
  return await db.transaction().execute(async (db) => {
    const keys = candidates.map((each) => each.addressKey);
    const known = await findKnown(db, keys, options.now);
    const suppressed = await listSuppressed(db, keeper, keys);
    const outcomes = candidates.map((candidate) => {
      const { addressKey, fault } = candidate;
      const outcome = outcomeOf({
        known: known.get(addressKey),
        suppressed: suppressed.get(addressKey),
        isAtOnce: options.consent !== undefined,
        fault,
      });
      // A list may name somebody twice.
      if (isServed(outcome)) known.set(addressKey, { status: "confirmed", isAsked: true });
      return { candidate, outcome };
    });
    const taken = outcomes.filter(({ outcome }) => isServed(outcome));
    const named = taken.map(({ candidate }) => candidate);
    const { consent, letterhead, now } = options;
    if (consent !== undefined) await subscribeAll(db, named, { consent, now });
    // A letter with a button to each.
    else for (const each of named) await askFor(db, { ...each, letterhead, now });
    return outcomes;
  });
}

function isServed(outcome: Outcome): boolean {
  return outcome === "taken" || outcome === "asked again";
}

function outcomeOf({
  known,
  suppressed,
  isAtOnce,
  fault,
}: {
  known: Known | undefined;
  suppressed: SuppressionReason | undefined;
  isAtOnce: boolean;
  fault: string | undefined;
}): Outcome {
  if (suppressed) return suppressed;
  if (known?.status === "unsubscribed") return "unsubscribed";
  if (known?.status === "confirmed") return "known";
  if (known && !isAtOnce) return known.isAsked ? "known" : "asked again";
  return fault === undefined ? "taken" : "bad";
}

interface Known {
  status: Subscription["status"];
  /** A letter whose link holds is there, or on its way. */
  isAsked: boolean;
}

async function findKnown(
  db: Database,
  keys: readonly string[],
  now: Date,
): Promise<Map<string, Known>> {
  const holdsSince = new Date(now.getTime() - confirmationHoldsMs).toISOString();
  const rows = await db
    .selectFrom("subscriptions")
    .select([
      "address_key",
      "status",
      sql<number>`exists (select 1 from wishes
        where subscription_id = subscriptions.id and asked_at > ${holdsSince})
        or exists (select 1 from outbox
        where subscription_id = subscriptions.id and kind = 'confirmation'
          and state in ('queued', 'sending', 'uncertain'))`.as("isAsked"),
    ])
    .where("address_key", "in", textsIn(keys))
    .execute();
  return new Map(
    rows.map(({ address_key, status, isAsked }) => [address_key, { status, isAsked: !!isAsked }]),
  );
}

async function subscribeAll(
  db: Database,
  candidates: readonly Candidate[],
  { consent, now }: { consent: string; now: Date },
): Promise<void> {
  if (candidates.length === 0) return;
  const at = now.toISOString();
  const rows = candidates.map((each) => ({
    channel: each.channel,
    address: each.address,
    address_key: each.addressKey,
    status: "confirmed" as const,
    ...columnsOf(each.wish),
    paused_until: each.pausedUntil ?? null,
    consent: each.consent ?? consent,
    created_at: each.createdAt ?? at,
    confirmed_at: each.confirmedAt ?? at,
  }));
  await db
    .insertInto("subscriptions")
    .values(rows)
    // Somebody who was asked, and has not answered yet.
    .onConflict((conflict) =>
      conflict
        .column("address_key")
        .doUpdateSet((row) => ({
          status: row.ref("excluded.status"),
          frequency: row.ref("excluded.frequency"),
          follows: row.ref("excluded.follows"),
          papers: row.ref("excluded.papers"),
          minutes: row.ref("excluded.minutes"),
          hour: row.ref("excluded.hour"),
          time_zone: row.ref("excluded.time_zone"),
          paused_until: row.ref("excluded.paused_until"),
          consent: row.ref("excluded.consent"),
          confirmed_at: row.ref("excluded.confirmed_at"),
        }))
        .where("subscriptions.status", "=", "pending"),
    )
    .execute();
}
