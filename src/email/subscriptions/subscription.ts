// A subscription as a row of its table, and as the rest of the program speaks of it.
import type { Selectable } from "kysely";
import type { Day } from "../../papers/period.ts";
import type { Tables } from "../../store/tables.ts";
import type { Signatory } from "./link-tokens.ts";
import type { Wish } from "./wish.ts";

export interface Subscription extends Signatory {
  channel: "mail" | "webhook";
  address: string;
  status: "pending" | "confirmed" | "unsubscribed";
  /** What it has; of a pending one what was asked for last. */
  wish: Wish;
  /** The first day with mail again; "9999-12-31" until it is said. */
  pausedUntil: Day | undefined;
  confirmedAt: string | undefined;
  consent: string | undefined;
}

/** A pause without an end. */
export const untilFurtherNotice: Day = "9999-12-31";

/** A wish as the columns of its subscription. */
export function columnsOf({ frequency, follows, papers, minutes, hour, timeZone }: Wish) {
  return {
    frequency,
    follows: JSON.stringify(follows),
    papers: papers ?? null,
    minutes: minutes ?? null,
    hour: hour ?? null,
    time_zone: timeZone ?? null,
  };
}

type Row = Selectable<Tables["subscriptions"]>;

/** The wish that the columns of a subscription hold. */
export function wishOf(
  row: Pick<Row, "frequency" | "follows" | "papers" | "minutes" | "hour" | "time_zone">,
): Wish {
  return {
    frequency: row.frequency,
    follows: JSON.parse(row.follows) as Wish["follows"],
    papers: row.papers ?? undefined,
    minutes: row.minutes ?? undefined,
    hour: row.hour ?? undefined,
    timeZone: row.time_zone ?? undefined,
  };
}

export function subscriptionOf(row: Row): Subscription {
  return {
    id: row.id,
    channel: row.channel,
    address: row.address,
    addressKey: row.address_key,
    status: row.status,
    wish: wishOf(row),
    pausedUntil: row.paused_until ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
    consent: row.consent ?? undefined,
  };
}
