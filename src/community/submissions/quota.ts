// How many papers a reader may submit in a day.
import type { Config } from "../../config.ts";
import { Forbidden, TooMany } from "../../errors.ts";
import { dayIn } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { may, type Reader } from "../readers.ts";

interface Quota {
  reader: Reader;
  /** How many papers a reader may submit in a day; whoever may pick is not counted. */
  perDay: number;
  timeZone: string;
  now: Date;
}

export function quotaOf(
  { config, clock }: { config: Config; clock: () => Date },
  reader: Reader,
): Quota {
  return { reader, perDay: config.SUBMISSIONS_PER_DAY, timeZone: config.TIME_ZONE, now: clock() };
}

/** How many papers the reader may still submit today; `Infinity` for whoever may pick. */
export async function countLeft(
  db: Database,
  { reader, perDay, timeZone, now }: Quota,
): Promise<number> {
  if (may(reader, "pick")) return Infinity;
  const rows = await db
    .selectFrom("submissions")
    .select("at")
    .where("reader_id", "=", reader.id)
    // No day is longer, whatever its clocks do.
    .where("at", ">", new Date(now.getTime() - 26 * 3_600_000).toISOString())
    .execute();
  const today = dayIn(timeZone, now);
  const submitted = rows.filter(({ at }) => dayIn(timeZone, new Date(at)) === today).length;
  return Math.max(0, perDay - submitted);
}

/** In words for the reader. */
export function saysNoMore({ perDay }: Pick<Quota, "perDay">): string {
  if (perDay === 0) return "On this site, editors alone bring papers.";
  const papers = perDay === 1 ? "a paper" : `${perDay} papers`;
  return `You have brought ${papers} today, which is all for one day. You can bring more tomorrow.`;
}

/** Tomorrow there is more, unless nobody but editors may ever submit any. */
export function noMore(quota: Quota): Forbidden | TooMany {
  const says = saysNoMore(quota);
  return quota.perDay === 0 ? new Forbidden(says) : new TooMany(says, 3600);
}
