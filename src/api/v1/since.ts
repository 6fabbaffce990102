// What is new since a day up to which somebody has read all. Pages keep that day in the browser; here it
// is named.
import { z } from "zod";
import { findNewestEdition, getEdition } from "../../editions/edition.ts";
import { findPastDay, listEditions } from "../../editions/news.ts";
import { getSection } from "../../editions/sections.ts";
import { NotFound } from "../../errors.ts";
import { isCut, longestSinceDays, sincePeriod } from "../../papers/period.ts";
import { openHidden, readerOf } from "../../search/asking.ts";
import { asNumbered, nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { InvalidField } from "../reading/invalid-field.ts";
import { sectionQuery } from "../reading/section.ts";
import { entryShape, tellEntries } from "../shapes/entry.ts";
import { hidden } from "../shapes/hidden.ts";
import { pageOf } from "../shapes/page.ts";
import { day, howMany } from "../shapes/values.ts";
import { route } from "./route.ts";

export const sinceRoute = route({
  method: "get",
  path: "/since/{day}",
  operationId: "listSince",
  tag: "Editions",
  summary: "What is new since a day: the papers of all editions after it, best first",
  params: { day: z.string().meta({ description: "The last day that was read, `YYYY-MM-DD`." }) },
  query: { ...pageQuery(), section: sectionQuery },
  answer: pageOf("NewsPage", entryShape, {
    total: howMany,
    hidden,
    editions: z
      .array(z.object({ day, papers: howMany }))
      .meta({ description: "The editions that have come, the newest first." }),
    isCut: z.boolean().meta({
      description: `Days are left out: only the newest ${longestSinceDays} are looked at.`,
    }),
  }),
  async handle({ params, query, asker }, options) {
    const { db, judge } = options;
    const mark = await findPastDay(options, params.day);
    if (mark === undefined)
      throw new InvalidField("day", "must be a day that is past, such as 2026-03-27");
    const newest = await findNewestEdition(db);
    if (newest === undefined) throw new NotFound("There is no edition yet.");
    const period = sincePeriod(mark, { newest });
    const section =
      query.section === undefined ? undefined : await getSection(options, query.section);
    const within = { period, section };
    const page = readPage(query);
    const muted = await openHidden(options, readerOf(asker));
    const asked = { ...within, ...asNumbered(page), judge, muted };
    const { entries, total, mutedCount } = await getEdition(db, asked);
    return {
      items: await tellEntries(entries, options),
      next: nextPage(page, total),
      total,
      hidden: mutedCount,
      editions: await listEditions(db, within),
      isCut: isCut(period),
    };
  },
});
