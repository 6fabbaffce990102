// How many subscriptions there are, each counted once.
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";

export interface SubscriptionCounts {
  /** Confirmed and not paused, by mail. */
  daily: number;
  weekly: number;
  alert: number;
  /** Confirmed and not paused. */
  webhooks: number;
  paused: number;
  /** Asked for, and not confirmed yet. */
  pending: number;
  unsubscribed: number;
}

/** Who paused until after `today` gets nothing today. */
export async function countSubscriptions(db: Database, today: Day): Promise<SubscriptionCounts> {
  const counts = {
    daily: 0,
    weekly: 0,
    alert: 0,
    webhooks: 0,
    paused: 0,
    pending: 0,
    unsubscribed: 0,
  };
  const rows = await db
    .selectFrom("subscriptions")
    .select((row) => [
      "status",
      "channel",
      "frequency",
      row.fn.coalesce(row("paused_until", ">", today), row.lit(false)).as("isPaused"),
      row.fn.countAll<number>().as("count"),
    ])
    .groupBy(["status", "channel", "frequency", "isPaused"])
    .execute();
  for (const { status, channel, frequency, isPaused, count } of rows) {
    if (status !== "confirmed") counts[status] += count;
    else if (isPaused) counts.paused += count;
    else counts[channel === "webhook" ? "webhooks" : frequency] += count;
  }
  return counts;
}
