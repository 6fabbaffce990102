// What is trending now, with its reasons.
import { z } from "zod";
import { getTrending } from "../../editions/trending.ts";
import { pageCursor, pageOf, pageQuery, readPage } from "../reading/cursor.ts";
import { entryShape, tellEntries } from "../shapes/entry.ts";
import { route } from "./route.ts";
import { day } from "../shapes/values.ts";

export const trendingRoute = route({
  method: "get",
  path: "/trending",
  operationId: "listTrendingPapers",
  tag: "Editions",
  summary: "The papers of late that gather votes now, the most first",
  query: pageQuery(),
  answer: pageOf(entryShape).extend({
    total: z.int(),
    first: day.meta({ description: "The first day whose papers are looked at." }),
    last: day,
  }),
  async handle({ query }, options) {
    const { db, clock, config } = options;
    const at = readPage(query.cursor, query.limit);
    const { first, last, total, entries } = await getTrending(db, {
      now: clock(),
      timeZone: config.TIME_ZONE,
      ...at,
    });
    return {
      items: await tellEntries(entries, options),
      next: pageCursor(at, total),
      total,
      first,
      last,
    };
  },
});
