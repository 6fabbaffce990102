// Which editions there are: the days, weeks or months that have papers.
import { z } from "zod";
import { countByDay, countSpan } from "../../catalogue/appearances.ts";
import { listClosed } from "../../community/closed-days.ts";
import { findNewestEdition } from "../../editions/edition.ts";
import {
  addDays,
  dayPeriod,
  monthPeriod,
  parseDay,
  weekPeriod,
  type CalendarPeriod,
} from "../../papers/period.ts";
import type { ApiOptions } from "../options.ts";
import { pageQuery, refuseCursor } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { periodShape, tellPeriod } from "../shapes/period.ts";
import { howMany } from "../shapes/values.ts";
import { route } from "./route.ts";

const kinds = ["day", "week", "month"] as const;
const periodOf = { day: dayPeriod, week: weekPeriod, month: monthPeriod };

export const editionListRoute = route({
  method: "get",
  path: "/editions",
  operationId: "listEditions",
  tag: "Editions",
  summary: "Which editions there are, the newest first",
  query: {
    kind: z.enum(kinds).default("day").meta({ description: "Days, weeks or months." }),
    ...pageQuery({ usual: 30 }),
  },
  answer: pageOf(
    "EditionPage",
    periodShape
      .and(
        z.object({
          papers: howMany,
          isClosed: z
            .boolean()
            .meta({ description: "Of a day whose order does not change any more." }),
        }),
      )
      .meta({ id: "EditionInShort" }),
  ),
  async handle({ query }, options) {
    const { limit, kind, cursor } = query;
    const until = cursor === undefined ? undefined : dayBefore(cursor);
    // One more than is asked for tells whether there is a next page.
    const found = await listPeriods(options, { kind, until, limit: limit + 1 });
    const periods = found.slice(0, limit);
    const last = periods.at(-1);
    return {
      items: await describe(periods, options),
      next: last && found.length > limit ? last.first : null,
    };
  },
});

/** The list goes on growing at its head, and so the cursor is the first day of the last edition given. @throws InvalidField */
function dayBefore(cursor: string): string {
  const day = parseDay(cursor) ?? refuseCursor();
  return day < "1900-01-01" ? refuseCursor() : addDays(day, -1);
}

async function listPeriods(
  { db }: ApiOptions,
  asked: { kind: (typeof kinds)[number]; until: string | undefined; limit: number },
): Promise<CalendarPeriod[]> {
  const periods: CalendarPeriod[] = [];
  let { until } = asked;
  while (periods.length < asked.limit) {
    const day = await findNewestEdition(db, until === undefined ? {} : { until });
    if (day === undefined) break;
    const period = periodOf[asked.kind](day);
    periods.push(period);
    until = addDays(period.first, -1);
  }
  return periods;
}

async function describe(periods: readonly CalendarPeriod[], { db, config }: ApiOptions) {
  if (periods.length === 0) return [];
  const span = { first: periods.at(-1)!.first, last: periods[0]!.last };
  const byDay = await countByDay(db, span);
  const closed = await listClosed(db, span);
  const items = [];
  for (const period of periods) {
    const { kind, first, last } = period;
    const papers =
      kind === "day" ? (byDay.get(first) ?? 0) : (await countSpan(db, { first, last })).papers;
    const isClosed = kind === "day" && closed.has(first);
    items.push({ ...tellPeriod(period, config.SITE_URL), papers, isClosed });
  }
  return items;
}
