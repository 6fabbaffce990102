// What became of the letters of each edition: every one of them is in one state, so a row adds up.
import { sql } from "kysely";
import { setImmediate } from "node:timers/promises";
import { addDays, parsePeriod, type CalendarPeriod } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";

export interface EditionMail {
  period: CalendarPeriod;
  /** Letters: sent + waiting + uncertain + failed + suppressed. */
  written: number;
  sent: number;
  waiting: number;
  /** They may have arrived; they are sent once more. */
  uncertain: number;
  failed: number;
  /** Not sent any more, since the reader has left or the address is dead. */
  suppressed: number;
  /** Subscriptions for which the edition had nothing new, so that no letter was written. */
  nothingNew: number;
}

const mostEditions = 10;
/** A list of a hundred thousand shows fewer editions, so that the page comes at once. */
const lettersEnough = 200_000;

export async function listEditionMail(db: Database): Promise<EditionMail[]> {
  const editions: EditionMail[] = [];
  let counted = 0;
  for (const period of await listPeriods(db)) {
    if (editions.length >= mostEditions || counted >= lettersEnough) break;
    const edition = await countEdition(db, period);
    counted += edition.written + edition.nothingNew;
    editions.push(edition);
    // To count takes a moment; others are answered between.
    await setImmediate();
  }
  return editions;
}

/** Those of which digests were composed, the newest first; from one to the next in the index. */
async function listPeriods(db: Database): Promise<CalendarPeriod[]> {
  const { rows } = await sql<{ edition: string }>`
    with recursive editions (edition) as (
      select max(edition) from digests
      union all
      select (select max(edition) from digests where edition < editions.edition)
      from editions where edition is not null
    )
    select edition from editions where edition is not null
  `.execute(db);
  return rows
    .flatMap(({ edition }) => parsePeriod(edition) ?? [])
    .sort((one, other) => (outOn(one) < outOn(other) ? 1 : -1));
}

/** A week is out with its Friday, and stands behind it. */
function outOn({ kind, first, key }: CalendarPeriod): string {
  return kind === "week" ? addDays(first, 4) : `${key} day`;
}

async function countEdition(db: Database, period: CalendarPeriod): Promise<EditionMail> {
  const { rows } = await sql<{ state: string | null; count: number }>`
    select outbox.state as state, count(*) as count
    from digests left join outbox on outbox.digest_id = digests.id
    where digests.edition = ${period.key} group by 1
  `.execute(db);
  const of = (...states: (string | null)[]) =>
    rows.reduce((sum, { state, count }) => (states.includes(state) ? sum + count : sum), 0);
  const nothingNew = of(null);
  return {
    period,
    written: rows.reduce((sum, { count }) => sum + count, 0) - nothingNew,
    sent: of("sent"),
    waiting: of("queued", "sending"),
    uncertain: of("uncertain"),
    failed: of("failed"),
    suppressed: of("suppressed"),
    nothingNew,
  };
}
