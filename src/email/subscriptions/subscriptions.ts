// Who gets the digest. Double opt-in: whoever types an address only causes a letter to it; what was
// asked for holds once the link in that letter is followed and its button pressed.
import { sql } from "kysely";
import { plainDate, dayOf, type Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { addressKey } from "./address.ts";
import { writeConfirmation } from "./confirmation-message.tsx";
import type { Letterhead } from "../letters/letterhead.ts";
import { isConfirmation, isLink, numberIn, type Purpose, type Signatory } from "./link-tokens.ts";
import { countLettersTo } from "./mailbox.ts";
import { countConfirmations, putIntoOutbox, suppressMail } from "../sending/outbox.ts";
import { columnsOf, subscriptionOf, type Subscription } from "./subscription.ts";
import {
  liftSuppression,
  listSuppressed,
  suppress,
  type Keeper,
  type SuppressionReason,
} from "./suppression.ts";
import { readWish, writeWish, type Wish } from "./wish.ts";

export const confirmationHoldsMs = 7 * 86_400_000;
const lettersADay = 3;

/**
 * Puts a letter to the address into the outbox: with the link that confirms, or, where nothing is
 * to be confirmed, saying so. At most three in 24 hours into one mailbox, however often it is asked,
 * and none where mail is known to come back or to be unwanted. Does the same work and answers the
 * same whether the address is known or not.
 */
export async function requestSubscription(db: Database, request: Request): Promise<void> {
  await db.transaction().execute(async (db) => {
    const { address, letterhead, now } = request;
    const key = addressKey(address);
    const subscription = await keepAddress(db, request);
    const letters = await countLettersTo(db, { addressKey: key, since: aDayBefore(now) });
    const known = (await listSuppressed(db, letterhead, [key])).get(key);
    if (letters >= lettersADay) return;
    await writeTo(db, subscription, request);
    if (isBarred(known)) {
      await suppressMail(db, { subscription: subscription.id, why: "Nothing is sent there." });
    }
  });
}

/** Whether not even a letter that asks goes there: one who merely left may have thought again. */
export function isBarred(reason: SuppressionReason | undefined): boolean {
  return reason === "hard" || reason === "complaint" || reason === "owner";
}

export interface Request {
  address: string;
  wish: Wish;
  letterhead: Letterhead;
  now: Date;
}

/** For whom the owner names, one address like another; within a transaction. */
export async function askFor(db: Database, request: Request): Promise<void> {
  const subscription = await keepAddress(db, request);
  const since = aDayBefore(request.now);
  const letters = await countConfirmations(db, { subscription: subscription.id, since });
  if (letters < lettersADay) await writeTo(db, subscription, request);
}

function aDayBefore(now: Date): Date {
  return new Date(now.getTime() - 86_400_000);
}

async function writeTo(
  db: Database,
  subscription: Subscription,
  { wish, letterhead, now }: Request,
): Promise<void> {
  const askedAt = now.toISOString();
  const { id } = await db
    .insertInto("wishes")
    .values({ subscription_id: subscription.id, wish: writeWish(wish), asked_at: askedAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  const letter = writeConfirmation({
    letterhead,
    subscription,
    asked: { wish: id, of: subscription, askedAt },
    wish,
    now,
  });
  await putIntoOutbox(db, { kind: "confirmation", subscription: subscription.id, letter, now });
}

/** What is known of the address; a new one is pending. */
async function keepAddress(
  db: Database,
  { address, wish, now }: { address: string; wish: Wish; now: Date },
): Promise<Subscription> {
  const key = addressKey(address);
  await db
    .insertInto("subscriptions")
    .values({
      address,
      address_key: key,
      status: "pending",
      ...columnsOf(wish),
      created_at: now.toISOString(),
    })
    .onConflict((conflict) =>
      // A stranger may ask, but changes nothing of a subscription that was confirmed once.
      conflict.column("address_key").doUpdateSet(columnsOf(wish)).where("status", "=", "pending"),
    )
    .execute();
  return (await findByAddress(db, key))!;
}

export async function findByAddress(
  db: Database,
  addressKey: string,
): Promise<Subscription | undefined> {
  const row = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("address_key", "=", addressKey)
    .executeTakeFirst();
  return row && subscriptionOf(row);
}

/** The subscription that the token of a link is about; such a link holds for ever. */
export async function findSubscription(
  db: Database,
  { secret, purpose, token }: { secret: string; purpose: Purpose; token: string },
): Promise<Subscription | undefined> {
  const id = numberIn(token);
  if (id === undefined) return undefined;
  const row = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const of = { id, addressKey: row.address_key };
  return isLink(token, { secret, purpose, of }) ? subscriptionOf(row) : undefined;
}

/**
 * What a confirmation link is about: the subscription as it stands, and what was asked for. It holds
 * for 7 days, and no longer than until the address unsubscribes.
 */
export async function findAsked(
  db: Database,
  { secret, token, now }: { secret: string; token: string; now: Date },
): Promise<{ subscription: Subscription; wish: Wish } | undefined> {
  const number = numberIn(token);
  if (number === undefined) return undefined;
  const asked = await db
    .selectFrom("wishes")
    .selectAll()
    .where("id", "=", number)
    .executeTakeFirst();
  if (!asked) return undefined;
  const row = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("id", "=", asked.subscription_id)
    .executeTakeFirstOrThrow();
  const askedAt = asked.asked_at;
  const of = { id: row.id, addressKey: row.address_key };
  if (!isConfirmation(token, { secret, asked: { wish: number, of, askedAt } })) return undefined;
  const isOver = now.getTime() - Date.parse(askedAt) > confirmationHoldsMs;
  const wasLeftSince = row.unsubscribed_at !== null && askedAt <= row.unsubscribed_at;
  if (isOver || wasLeftSince) return undefined;
  return { subscription: subscriptionOf(row), wish: readWish(asked.wish) };
}

/** Gives the subscription what was asked for. Doing so twice is doing so once. */
export async function confirmSubscription(
  db: Database,
  keeper: Keeper,
  {
    subscription: { id, addressKey, status, confirmedAt, wish: before },
    wish,
    consent,
    now,
  }: { subscription: Subscription; wish: Wish; consent?: string; now: Date },
): Promise<void> {
  const at = now.toISOString();
  await db.transaction().execute(async (db) => {
    await db
      .updateTable("subscriptions")
      .set({
        ...columnsOf(wish),
        status: "confirmed",
        confirmed_at: status === "confirmed" ? (confirmedAt ?? at) : at,
        ...(before.frequency !== wish.frequency && {
          rhythm_since: status === "confirmed" ? at : null,
        }),
        ...(status !== "confirmed" && {
          consent: consent ?? `confirmed by the link in a letter on ${plainDate(dayOf(+now))}`,
          paused_until: null,
        }),
      })
      .where("id", "=", id)
      .execute();
    // A fresh yes outweighs what was before.
    await liftSuppression(db, keeper, { addressKey, now });
  });
}

/** Whoever holds the link that manages a subscription may change it at once. */
export async function changeSubscription(
  db: Database,
  { id, wish, now }: { id: number; wish: Wish; now: Date },
): Promise<void> {
  const { frequency } = wish;
  await db
    .updateTable("subscriptions")
    .set({
      ...columnsOf(wish),
      rhythm_since: sql<string>`iif(frequency = ${frequency}, rhythm_since, ${now.toISOString()})`,
    })
    .where("id", "=", id)
    .execute();
}

/** Nothing is composed for it before that day; `undefined` ends a pause. */
export async function pauseSubscription(
  db: Database,
  { id, until }: { id: number; until: Day | undefined },
): Promise<void> {
  await db
    .updateTable("subscriptions")
    .set({ paused_until: until ?? null })
    .where("id", "=", id)
    .execute();
}

/** Ends it and takes back what is on its way to the address; ending it twice is ending it once. */
export async function endSubscription(
  db: Database,
  keeper: Keeper,
  {
    id,
    addressKey,
    reason = "unsubscribed",
    now,
  }: Signatory & { reason?: SuppressionReason; now: Date },
): Promise<void> {
  const bounces = db.selectFrom("bounces").select("at").where("subscription_id", "=", id);
  await db.transaction().execute(async (db) => {
    await db
      .updateTable("subscriptions")
      .set({ status: "unsubscribed", unsubscribed_at: now.toISOString() })
      .where("id", "=", id)
      .where((row) =>
        row.or([
          row("status", "!=", "unsubscribed"),
          // What a bounce ended can be restored; what its reader ended cannot.
          row("unsubscribed_at", "in", bounces),
        ]),
      )
      .execute();
    await suppressMail(db, { subscription: id, why: "The subscription was ended." });
    await suppress(db, keeper, { addressKey, reason, now });
  });
}
