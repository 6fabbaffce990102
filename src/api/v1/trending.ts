// What is trending now, with its reasons.
import { getTrending } from "../../editions/trending.ts";
import { openHidden, readerOf } from "../../search/asking.ts";
import { asNumbered, nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { entryShape, tellEntries } from "../shapes/entry.ts";
import { hidden } from "../shapes/hidden.ts";
import { route } from "./route.ts";
import { day, howMany } from "../shapes/values.ts";

export const trendingRoute = route({
  method: "get",
  path: "/trending",
  operationId: "listTrendingPapers",
  tag: "Editions",
  summary: "The papers of late that gather votes now, the most first",
  query: pageQuery(),
  answer: pageOf("TrendingPage", entryShape, {
    total: howMany,
    hidden,
    first: day.meta({ description: "The first day whose papers are looked at." }),
    last: day,
  }),
  async handle({ query, asker }, options) {
    const { db, clock, config } = options;
    const page = readPage(query);
    const { first, last, total, mutedCount, entries } = await getTrending(db, {
      now: clock(),
      timeZone: config.TIME_ZONE,
      muted: await openHidden(options, readerOf(asker)),
      ...asNumbered(page),
    });
    return {
      items: await tellEntries(entries, options),
      next: nextPage(page, total),
      total,
      hidden: mutedCount,
      first,
      last,
    };
  },
});
