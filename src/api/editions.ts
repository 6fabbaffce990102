// Editions with their receipts, and how the instance stands. Moments end in Z.
import type { Hono } from "hono";
import { z } from "zod";
import { getEdition } from "../editions/edition.ts";
import { whyEmpty } from "../editions/empty-day.ts";
import { getReceipt } from "../editions/receipt.ts";
import { getStatus } from "../editions/status.ts";
import { NotFound } from "../errors.ts";
import { parsePeriod, type Period } from "../papers/period.ts";
import { listEntries } from "./listed-entries.ts";
import type { ApiOptions } from "./options.ts";
import { listQuery, minutesQuery, read } from "./query.ts";

const editionQuery = z.object({ ...listQuery.shape, ...minutesQuery.shape });

export function addEditions(api: Hono, { db, judge, config, clock, nextRuns }: ApiOptions): void {
  const deferrals = config.ARXIV_DEFERRALS;
  const gathers = config.SOURCES.has("arxiv");

  // /editions/2026-03-27 | /editions/2026-W13 | /editions/2026-03, paged by ?p= and ?limit=, or cut by
  // ?minutes= to what is read in so many.
  api.get("/editions/:key", async (c) => {
    const period = periodNamed(c.req.param("key"));
    const { p, limit, minutes } = read(editionQuery, c.req.query());
    const now = clock();
    const edition = await getEdition(db, { period, page: p + 1, perPage: limit, minutes, judge });
    const { kind, key, first, last } = period;
    return c.json({
      period: { kind, key, first, last },
      receipt: await getReceipt(db, { period }),
      // Only an edition without papers has to say why.
      ...(edition.total === 0 && {
        empty: await whyEmpty(db, { period, now, timeZone: config.TIME_ZONE, deferrals, gathers }),
      }),
      // Of a day whose order does not change any more.
      ...(edition.closed && { closed: edition.closed }),
      total: edition.total,
      papers: await listEntries(db, edition.entries),
    });
  });

  api.get("/status", async (c) => {
    const status = await getStatus(db, { now: clock(), deferrals, hosts: config.SOURCES });
    const next = ((await nextRuns?.()) ?? []).map(({ task, at }) => ({
      task,
      at: at.toISOString(),
    }));
    return c.json({ ...status, next });
  });
}

/** @throws NotFound */
function periodNamed(key: string): Period {
  const period = parsePeriod(key);
  const year = Number(key.slice(0, 4));
  // As on the pages: the calendar's far ends cannot be counted on from.
  if (!period || year < 1900 || year > 2200) {
    throw new NotFound(`There is no edition "${key.slice(0, 60)}".`);
  }
  return period;
}
