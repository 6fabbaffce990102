// What became of mail, and who came and went, day by day on the clock of the instance.
import { sql } from "kysely";
import { addDays, dayIn, type Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { momentOn } from "../digests/due.ts";

export interface MailDay {
  day: Day;
  /** Digests, by mail and to webhooks. */
  sent: number;
  /** Failures by which an address is known to be dead, and such as may pass. */
  hard: number;
  soft: number;
  /** Given up without a word about the address; on the day that the mail was written. */
  givenUp: number;
  complaints: number;
  /** Left on their own; an address that mail stopped reaching did not. */
  unsubscribed: number;
  confirmed: number;
}

interface Span {
  day: Day;
  begins: string;
  ends: string;
}

/** So many at a moment. */
interface Tally {
  at: string;
  count: number;
}

const daysShown = 30;

export async function listMailDays(
  db: Database,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<MailDay[]> {
  const spans = spansUntil(now, timeZone);
  const since = spans[0]!.begins;
  const left = await countLeft(db, spans);
  const letters = perDay(spans, await tallyLetters(db, since));
  const hard = perDay(spans, await tallyBounces(db, "hard", since));
  const soft = perDay(spans, await tallyBounces(db, "soft", since));
  const complaints = perDay(spans, await tallyBounces(db, "complaint", since));
  const givenUp = perDay(spans, await tallyGivenUp(db, since));
  const unsubscribed = perDay(spans, await tallyUnsubscribed(db, since));
  const confirmed = perDay(spans, await tallyConfirmed(db, since));
  return spans.map(({ day }, index) => ({
    day,
    sent: left[index]! - letters[index]!,
    hard: hard[index]!,
    soft: soft[index]!,
    givenUp: givenUp[index]!,
    complaints: complaints[index]!,
    unsubscribed: unsubscribed[index]!,
    confirmed: confirmed[index]!,
  }));
}

function spansUntil(now: Date, timeZone: string): Span[] {
  const first = addDays(dayIn(timeZone, now), 1 - daysShown);
  const begins = (day: Day) => momentOn(timeZone, day, 0).toISOString();
  return Array.from({ length: daysShown }, (_, index) => {
    const day = addDays(first, index);
    return { day, begins: begins(day), ends: begins(addDays(day, 1)) };
  });
}

/**
 * Whatever left. The index of `sent_at` alone answers this, however many rows there are; it does not
 * know digests from letters about a subscription, of which there are few, so those are taken off.
 */
async function countLeft(db: Database, spans: readonly Span[]): Promise<number[]> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from outbox
      where sent_at >= value ->> 'begins' and sent_at < value ->> 'ends') as count
    from json_each(${JSON.stringify(spans)}) order by key
  `.execute(db);
  return rows.map((row) => row.count);
}

/** The plus keeps SQLite at the index of digests, where letters stand together. */
async function tallyLetters(db: Database, since: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select substr(sent_at, 1, 16) as at, count(*) as count from outbox
    where digest_id is null and +sent_at >= ${since} group by 1
  `.execute(db);
  return rows;
}

async function tallyBounces(
  db: Database,
  kind: "hard" | "soft" | "complaint",
  since: string,
): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select substr(at, 1, 16) as at, count(*) as count from bounces
    where at >= ${since} and kind = ${kind} group by 1
  `.execute(db);
  return rows;
}

async function tallyGivenUp(db: Database, since: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select substr(created_at, 1, 16) as at, count(*) as count from outbox
    where state = 'failed' and created_at >= ${since}
      and not exists (select 1 from bounces where outbox_id = outbox.id)
    group by 1
  `.execute(db);
  return rows;
}

/** Who is taken off the list by a bounce is so at the very moment of the bounce. */
async function tallyUnsubscribed(db: Database, since: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select substr(unsubscribed_at, 1, 16) as at, count(*) as count from subscriptions
    where unsubscribed_at >= ${since} and not exists (
      select 1 from bounces where subscription_id = subscriptions.id and at = unsubscribed_at)
    group by 1
  `.execute(db);
  return rows;
}

async function tallyConfirmed(db: Database, since: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select substr(confirmed_at, 1, 16) as at, count(*) as count from subscriptions
    where confirmed_at >= ${since} group by 1
  `.execute(db);
  return rows;
}

/** Tallies are by the minute, since every clock on earth changes its day on a full one. */
function perDay(spans: readonly Span[], tallies: readonly Tally[]): number[] {
  const counts = spans.map(() => 0);
  for (const { at, count } of tallies) {
    const index = spans.findIndex((each) => at < each.ends.slice(0, 16));
    if (index >= 0) counts[index]! += count;
  }
  return counts;
}
