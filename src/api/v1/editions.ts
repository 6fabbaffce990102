// Editions: a day, a week or a month, in order.
import { z } from "zod";
import { countParts, getEdition } from "../../editions/edition.ts";
import { whyEmpty } from "../../editions/empty-day.ts";
import { mostMinutes } from "../../editions/handful.ts";
import { getReceipt } from "../../editions/receipt.ts";
import { openSections, type Section, sectionOptions } from "../../editions/sections.ts";
import type { Period } from "../../papers/period.ts";
import type { ApiOptions } from "../options.ts";
import { count } from "../reading/count.ts";
import { pageCursor, pageOf, pageQuery, readPage } from "../reading/cursor.ts";
import { editionKey, periodNamed } from "../reading/period.ts";
import { isOfCalendar, periodShape, tellPeriod } from "../shapes/period.ts";
import { entryShape, tellEntries } from "../shapes/entry.ts";
import { receiptShape, tellReceipt } from "../shapes/receipt.ts";
import { route } from "./route.ts";
import { openSectionNamed } from "../reading/section.ts";
import { day, moment } from "../shapes/values.ts";

const sectionQuery = z.string().max(60).optional().meta({
  description: "Only what this section has: its address, or a category.",
});

const whyEmptyShape = z
  .discriminatedUnion("why", [
    z.object({
      why: z.enum(["holiday", "weekend"]),
      next: day.meta({ description: "What the next announcement bears." }),
    }),
    z.object({ why: z.literal("future") }),
    z.object({ why: z.literal("not-yet"), expectedAt: moment }),
    z.object({ why: z.literal("failed"), at: moment, reason: z.string() }),
    z.object({ why: z.literal("unknown") }),
  ])
  .meta({ id: "WhyEmpty" });

const editionShape = z
  .object({
    period: periodShape,
    section: z.string().nullable().meta({ description: "The section that was asked for." }),
    total: z.int().meta({ description: "How many papers it has." }),
    receipt: receiptShape.meta({ description: "Of the whole edition, whatever the section." }),
    empty: whyEmptyShape.nullable().meta({ description: "Why it has no papers." }),
    closed: z
      .object({
        by: z.string(),
        at: moment,
        gone: z.int().meta({ description: "How many of its papers are not here any more." }),
        later: z.int().meta({ description: "How many have come for that day since." }),
      })
      .nullable()
      .meta({ description: "Who closed it: its order does not change any more." }),
    previous: periodShape.nullable().meta({ description: "The one before that has papers." }),
    following: periodShape.nullable().meta({ description: "The one after that has papers." }),
    categories: z
      .array(z.object({ category: z.string(), papers: z.int() }))
      .meta({ description: "Its papers by primary category, most papers first." }),
    sections: z
      .array(z.object({ address: z.string(), name: z.string(), papers: z.int() }))
      .meta({ description: "What the saved sections have of a whole edition." }),
    isSample: z.boolean().meta({ description: "It shows what a fresh site shows for a start." }),
  })
  .meta({ id: "Edition" });

async function findAsked(address: string | undefined, options: ApiOptions) {
  return address === undefined ? undefined : await openSectionNamed(address, options);
}

export const editionRoutes = [
  route({
    method: "get",
    path: "/editions/{key}",
    operationId: "getEdition",
    tag: "Editions",
    summary: "An edition: its receipt, its neighbours, its sections",
    params: { key: editionKey },
    query: { section: sectionQuery },
    answer: editionShape,
    async handle({ params, query }, options) {
      const { db, judge, config, clock } = options;
      const period = await periodNamed(params.key, options);
      const section = await findAsked(query.section, options);
      const edition = await getEdition(db, { period, section, perPage: 1, judge });
      const why = {
        period,
        now: clock(),
        timeZone: config.TIME_ZONE,
        deferrals: config.ARXIV_DEFERRALS,
        gathers: config.SOURCES.has("arxiv"),
      };
      return {
        period: tellPeriod(period, config.SITE_URL),
        section: section?.address ?? null,
        total: edition.total,
        receipt: tellReceipt(await getReceipt(db, { period })),
        empty: edition.total === 0 ? await whyEmpty(db, why) : null,
        closed: edition.closed ?? null,
        previous: tellNeighbour(edition.previous, config.SITE_URL),
        following: tellNeighbour(edition.next, config.SITE_URL),
        categories: edition.sections,
        sections: section ? [] : await countSections(edition.standings, options),
        isSample: edition.sample,
      };
    },
  }),
  route({
    method: "get",
    path: "/editions/{key}/papers",
    operationId: "listEditionPapers",
    tag: "Editions",
    summary: "The papers of an edition, best first",
    params: { key: editionKey },
    query: {
      ...pageQuery(),
      section: sectionQuery,
      minutes: count(1, mostMinutes)
        .optional()
        .meta({ description: "Only as many as can be read in so many." }),
    },
    answer: pageOf(entryShape).extend({
      total: z.int().meta({ description: "How many the list has on all of its pages." }),
      whole: z
        .int()
        .meta({ description: "How many it has however long they take: the edition, or the section." }),
    }),
    async handle({ params, query }, options) {
      const period = await periodNamed(params.key, options);
      const section = await findAsked(query.section, options);
      const { db, judge } = options;
      const { minutes } = query;
      const at = readPage(query.cursor, query.limit);
      const asked = { period, section, ...at, minutes, judge };
      const { entries, total: whole } = await getEdition(db, asked);
      const total = minutes === undefined ? whole : entries.length;
      const start = minutes === undefined ? 0 : (at.page - 1) * at.perPage;
      const items = await tellEntries(entries.slice(start, start + at.perPage), options);
      return { items, next: pageCursor(at, total), total, whole };
    },
  }),
];

function tellNeighbour(period: Period | undefined, site: URL) {
  return period && isOfCalendar(period) ? tellPeriod(period, site) : null;
}

async function countSections(
  standings: Parameters<typeof countParts>[1],
  options: ApiOptions,
): Promise<{ address: string; name: string; papers: number }[]> {
  const sections: Section[] = await openSections(options.db, sectionOptions(options));
  const parts = await countParts(sections, standings);
  return parts.map(({ section, papers }) => ({
    address: section.address,
    name: section.name,
    papers,
  }));
}
