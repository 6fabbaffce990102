// How the mail of this instance fares, for its owner: counted from what the outbox, the bounces and
// the subscriptions say, whenever it is asked. No opens and no clicks: there is nothing to count.
import { dayIn } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { listMailDays, type MailDay } from "./days.ts";
import { listEditionMail, type EditionMail } from "./editions.ts";
import { listMailFailures, type MailFailure } from "./failures.ts";
import { countSubscriptions, type SubscriptionCounts } from "./subscriptions.ts";
import { findWaitingMail, type WaitingMail } from "./waiting.ts";
import { countSuppressed, type SuppressionReason } from "../subscriptions/suppression.ts";

export interface MailFigures {
  /** The last thirty, the earliest first; today is the last. */
  days: MailDay[];
  /** The newest first. */
  editions: EditionMail[];
  subscriptions: SubscriptionCounts;
  suppressed: Record<SuppressionReason, number>;
  waiting: WaitingMail;
  /** The latest first. */
  failures: MailFailure[];
}

export async function getMailFigures(
  db: Database,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<MailFigures> {
  const days = await listMailDays(db, { now, timeZone });
  return {
    days,
    editions: await listEditionMail(db),
    subscriptions: await countSubscriptions(db, dayIn(timeZone, now)),
    suppressed: await countSuppressed(db),
    waiting: await findWaitingMail(db, now),
    failures: await listMailFailures(db, { now }),
  };
}
