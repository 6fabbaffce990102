// What is trending now, with its reasons.
import type { Hono } from "hono";
import { getTrending } from "../editions/trending.ts";
import { listEntries } from "./listed-entries.ts";
import type { ApiOptions } from "./options.ts";
import { listQuery, read } from "./query.ts";

export function addTrending(api: Hono, { db, config, clock }: ApiOptions): void {
  // /trending, paged by ?p= and ?limit=.
  api.get("/trending", async (c) => {
    const { p, limit } = read(listQuery, c.req.query());
    const { first, last, total, entries } = await getTrending(db, {
      now: clock(),
      timeZone: config.TIME_ZONE,
      page: p + 1,
      perPage: limit,
    });
    return c.json({ first, last, total, papers: await listEntries(db, entries) });
  });
}
