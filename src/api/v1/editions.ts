// Editions: a day, a week or a month, in order.
import { z } from "zod";
import type { Holder } from "../../community/tokens/tokens.ts";
import type { Closed } from "../../editions/closed-editions.ts";
import { countParts, getEdition } from "../../editions/edition.ts";
import { explainEmpty, type Emptiness } from "../../editions/empty-words.ts";
import { getPeriod } from "../../editions/find-period.ts";
import { mostMinutes } from "../../editions/handful.ts";
import { getReceipt } from "../../editions/receipt.ts";
import { getSection, openSections, sectionOptions, type Section } from "../../editions/sections.ts";
import type { Period } from "../../papers/period.ts";
import { openHidden, readerOf } from "../../search/asking.ts";
import type { ApiOptions } from "../options.ts";
import { count } from "../reading/count.ts";
import { asNumbered, nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { editionKey } from "../reading/period.ts";
import { sectionQuery } from "../reading/section.ts";
import { hidden } from "../shapes/hidden.ts";
import { isOfCalendar, periodShape, tellPeriod } from "../shapes/period.ts";
import { entryShape, tellEntries } from "../shapes/entry.ts";
import { receiptShape, tellReceipt } from "../shapes/receipt.ts";
import { route } from "./route.ts";
import { personShape, tellPeople } from "../shapes/person.ts";
import { day, howMany, moment } from "../shapes/values.ts";

const says = z.string().meta({ description: "As the page says it." });

const whyEmptyShape = z
  .discriminatedUnion("why", [
    z.object({
      why: z.enum(["holiday", "weekend"]),
      nextAnnouncement: day.meta({ description: "The day that it bears." }),
      says,
    }),
    z.object({ why: z.literal("future"), says }),
    z.object({ why: z.literal("not-yet"), expectedAt: moment, says }),
    z.object({ why: z.literal("failed"), at: moment, reason: z.string(), says }),
    z.object({
      why: z.literal("elsewhere"),
      papers: howMany.meta({ description: "So many it has, none of them in the section." }),
      says,
    }),
    z.object({ why: z.literal("unknown"), says }),
  ])
  .meta({ id: "WhyEmpty" });

const editionShape = z
  .object({
    period: periodShape,
    section: z.string().nullable().meta({ description: "The section that was asked for." }),
    papers: howMany.meta({ description: "How many it has." }),
    hidden,
    receipt: receiptShape.meta({ description: "Of the whole edition, whatever the section." }),
    empty: whyEmptyShape.nullable().meta({ description: "Why it has no papers." }),
    closed: z
      .object({
        by: personShape.nullable().meta({ description: "The editor; null for a former one." }),
        at: moment,
        gone: howMany.meta({ description: "How many of its papers are not here any more." }),
        later: howMany.meta({ description: "How many have come for that day since." }),
      })
      .nullable()
      .meta({ description: "Who closed it: its order does not change any more." }),
    previousEdition: periodShape
      .nullable()
      .meta({ description: "The one before that has papers." }),
    nextEdition: periodShape.nullable().meta({ description: "The one after that has papers." }),
    categories: z
      .array(z.object({ category: z.string(), papers: howMany }))
      .meta({ description: "Its papers by primary category, most papers first." }),
    sections: z
      .array(z.object({ address: z.string(), name: z.string(), papers: howMany }))
      .meta({ description: "What the saved sections have of a whole edition." }),
    isSample: z.boolean().meta({ description: "It shows what a fresh site shows for a start." }),
  })
  .meta({ id: "Edition" });

async function findAsked(
  key: string,
  address: string | undefined,
  { asker, ...options }: ApiOptions & { asker: Holder | undefined },
) {
  const section = address === undefined ? undefined : await getSection(options, address);
  const period = await getPeriod(options, { key, section });
  return { period, section, muted: await openHidden(options, readerOf(asker)) };
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
    async handle({ params, query, asker }, options) {
      const { db, judge, config } = options;
      const asked = await findAsked(params.key, query.section, { ...options, asker });
      const { period, section } = asked;
      const edition = await getEdition(db, { ...asked, perPage: 1, judge });
      const receipt = await getReceipt(db, { period });
      return {
        period: tellPeriod(period, config.SITE_URL),
        section: section?.address ?? null,
        papers: edition.total,
        hidden: edition.mutedCount,
        receipt: tellReceipt(receipt),
        empty:
          edition.total + edition.mutedCount === 0
            ? tellEmptiness(await explainEmpty(options, { period, section, receipt }))
            : null,
        closed: await tellClosed(edition.closed, options),
        previousEdition: tellNeighbour(edition.previous, config.SITE_URL),
        nextEdition: tellNeighbour(edition.next, config.SITE_URL),
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
    answer: pageOf("EntryPage", entryShape, {
      total: howMany.meta({ description: "How many the list has on all of its pages." }),
      whole: howMany.meta({
        description: "How many it has however long they take: the edition, or the section.",
      }),
      hidden,
    }),
    async handle({ params, query, asker }, options) {
      const { db, judge } = options;
      const found = await findAsked(params.key, query.section, { ...options, asker });
      const { minutes } = query;
      const page = readPage(query);
      const numbered = asNumbered(page);
      const edition = await getEdition(db, { ...found, ...numbered, minutes, judge });
      const { entries, total: whole, mutedCount } = edition;
      const total = minutes === undefined ? whole : entries.length;
      const start = minutes === undefined ? 0 : page.offset;
      const items = await tellEntries(entries.slice(start, start + page.limit), options);
      return { items, next: nextPage(page, total), total, whole, hidden: mutedCount };
    },
  }),
];

function tellEmptiness({ why, says: lines }: Emptiness): z.input<typeof whyEmptyShape> {
  const says = lines.join(" ");
  if (!("next" in why)) return { ...why, says };
  return { why: why.why, nextAnnouncement: why.next, says };
}

async function tellClosed(closed: Closed | undefined, options: ApiOptions) {
  if (!closed) return null;
  const { reader, at, gone, later } = closed;
  const personOf = await tellPeople([reader], options);
  return { by: personOf(reader), at, gone, later };
}

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
