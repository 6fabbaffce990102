// Who gets the digest. Double opt-in: whoever types an address only causes a letter to it; what was
// asked for holds once the link in that letter is followed and its button pressed.
import { sql } from "kysely";
import type { Database } from "../store/tables.ts";
import { addressKey } from "./address.ts";
import { writeConfirmation } from "./confirmation-message.tsx";
import type { Letterhead } from "./letterhead.ts";
import { readToken, type Frequency } from "./link-tokens.ts";
import { cancelMail, countConfirmations, putIntoOutbox } from "./outbox.ts";

export type { Frequency } from "./link-tokens.ts";

export interface Subscription {
  id: number;
  address: string;
  /** Behind a confirmation link: the frequency that was asked for. */
  frequency: Frequency;
  status: "pending" | "confirmed" | "unsubscribed";
}

const confirmationHoldsMs = 7 * 86_400_000;
const lettersADay = 3;

/**
 * Puts a letter to the address into the outbox: with the link that confirms, or, where nothing is
 * to be confirmed, saying so. At most three in 24 hours, however often it is asked. Does the same
 * work and answers the same whether the address is known or not.
 */
export async function requestSubscription(
  db: Database,
  {
    address,
    frequency,
    letterhead,
    now,
  }: { address: string; frequency: Frequency; letterhead: Letterhead; now: Date },
): Promise<void> {
  const subscription = await keepAddress(db, { address, frequency, now });
  const letter = await writeConfirmation({
    letterhead,
    subscription,
    request: { frequency, askedAt: now },
  });
  await db.transaction().execute(async (db) => {
    const since = new Date(now.getTime() - 86_400_000);
    const letters = await countConfirmations(db, { subscription: subscription.id, since });
    if (letters >= lettersADay) return;
    await putIntoOutbox(db, {
      kind: "confirmation",
      subscription: subscription.id,
      letter,
      now,
    });
  });
}

/** What is known of the address; a new one is pending. */
async function keepAddress(
  db: Database,
  { address, frequency, now }: { address: string; frequency: Frequency; now: Date },
) {
  return await db
    .insertInto("subscriptions")
    .values({
      address,
      address_key: addressKey(address),
      frequency,
      status: "pending",
      created_at: now.toISOString(),
    })
    .onConflict((conflict) =>
      conflict.column("address_key").doUpdateSet({
        // A stranger may ask, but changes nothing of a subscription that was confirmed once.
        frequency: sql<Frequency>`iif(status = 'pending', excluded.frequency, frequency)`,
      }),
    )
    .returning([
      "id",
      "address",
      "address_key as addressKey",
      "frequency",
      "status",
      "confirmed_at as confirmedAt",
    ])
    .executeTakeFirstOrThrow();
}

/**
 * The subscription that the token of a link is about. A confirmation holds for 7 days, and no
 * longer than until the address unsubscribes; an unsubscribe link holds for ever.
 */
export async function findSubscription(
  db: Database,
  {
    secret,
    purpose,
    token,
    now,
  }: { secret: string; purpose: "confirm" | "unsubscribe"; token: string; now: Date },
): Promise<Subscription | undefined> {
  const claim = readToken(purpose, token);
  if (!claim) return undefined;
  const row = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("id", "=", claim.id)
    .executeTakeFirst();
  if (!row || !claim.holds(secret, row.address_key)) return undefined;
  const { id, address, status } = row;
  if (!claim.request) return { id, address, status, frequency: row.frequency };
  const { askedAt, frequency } = claim.request;
  const isOver = now.getTime() - askedAt.getTime() > confirmationHoldsMs;
  const wasLeftSince = row.unsubscribed_at !== null && askedAt.toISOString() <= row.unsubscribed_at;
  return isOver || wasLeftSince ? undefined : { id, address, status, frequency };
}

/**
 * Confirms what was asked for: `frequency` as `findSubscription` answered it, since what the row
 * holds is what was confirmed before. Doing so twice is doing so once.
 */
export async function confirmSubscription(
  db: Database,
  { id, frequency, now }: { id: number; frequency: Frequency; now: Date },
): Promise<void> {
  await db
    .updateTable("subscriptions")
    .set({
      status: "confirmed",
      confirmed_at: sql<string>`iif(status = 'confirmed', confirmed_at, ${now.toISOString()})`,
      frequency,
    })
    .where("id", "=", id)
    .execute();
}

/** Ends it and takes back what is on its way to the address; ending it twice is ending it once. */
export async function endSubscription(
  db: Database,
  { id, now }: { id: number; now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await db
      .updateTable("subscriptions")
      .set({ status: "unsubscribed", unsubscribed_at: now.toISOString() })
      .where("id", "=", id)
      .where("status", "!=", "unsubscribed")
      .execute();
    await cancelMail(db, { subscription: id });
  });
}
