// Feeds of what is new each day: the editions, their papers one by one, the papers of one edition, and
// what is trending.
import { getEdition } from "../../../editions/edition.ts";
import { listNewestEditions, newestEditions } from "../../../editions/newest-editions.ts";
import type { Section } from "../../../editions/sections.ts";
import type { Entry } from "../../../editions/standings.ts";
import { getTrending, trendingDays } from "../../../editions/trending.ts";
import { links } from "../../../links.ts";
import { dayPeriod, type Period } from "../../../papers/period.ts";
import type { Web } from "../../context.ts";
import { editionEntry } from "./edition-entry.tsx";
import type { FeedHandler, FeedSource } from "./send-feed.ts";
import { tellPapers } from "./tell-papers.ts";
import { readMinutes, readPeriod, readSection } from "../../requests.ts";
import { editionTitle } from "../../../editions/edition-title.ts";

/** Of a longer edition the best. */
const papersOfEach = 30;
const daysOfPapers = 3;
const papersOfOne = 100;
const mostTrending = 50;

/** One entry an edition. */
export const editionsFeed: FeedHandler = (_c, web) => ({
  of: links.home,
  async tell() {
    const { db, judge, config } = web;
    const site = { url: config.SITE_URL, name: config.SITE_NAME };
    const entries = [];
    for (const { day, grownAt } of await listNewestEditions(db, { most: newestEditions })) {
      const period = dayPeriod(day);
      const edition = await getEdition(db, { period, judge, perPage: papersOfEach });
      entries.push(editionEntry({ edition, grownAt, site }));
    }
    return {
      title: "Editions",
      subtitle: "The papers of each day, best first: one entry a day.",
      page: links.home,
      entries,
    };
  },
});

/** One entry a paper. */
export const papersFeed: FeedHandler = (_c, web) => ({
  of: links.papers,
  async tell() {
    const { db, judge } = web;
    const found = new Map<number, Entry>();
    for (const { day } of await listNewestEditions(db, { most: daysOfPapers })) {
      const period = dayPeriod(day);
      const { entries } = await getEdition(db, { period, judge, perPage: papersOfEach });
      for (const entry of entries) {
        if (!found.has(entry.paper.id)) found.set(entry.paper.id, entry);
      }
    }
    return {
      title: "Papers",
      subtitle: `The best ${papersOfEach} papers of each of the newest editions.`,
      page: links.home,
      entries: await tellPapers(db, [...found.values()]),
    };
  },
});

/** The papers of one. */
export function editionFeed(kind: Period["kind"]): FeedHandler {
  return (c, web) => sourceOf(web, { period: readPeriod(c, kind), minutes: readMinutes(c) });
}

export function editionFeedOfSection(kind: Period["kind"]): FeedHandler {
  return async (c, web) => {
    const period = readPeriod(c, kind);
    const minutes = readMinutes(c);
    return sourceOf(web, { period, section: await readSection(c, web), minutes });
  };
}

function sourceOf(
  { db, judge }: Web,
  { period, section, minutes }: { period: Period; section?: Section; minutes: number | undefined },
): FeedSource {
  const page = links.edition(period, { section: section?.address, minutes });
  return {
    of: page,
    async tell() {
      const edition = await getEdition(db, {
        period,
        section,
        minutes,
        judge,
        perPage: papersOfOne,
      });
      return {
        title: editionTitle(edition),
        subtitle: "The papers of one edition, best first.",
        page,
        entries: await tellPapers(db, edition.entries),
      };
    },
  };
}

export const trendingFeed: FeedHandler = (_c, { db, clock, config }) => ({
  of: links.trending,
  async tell() {
    const query = { now: clock(), timeZone: config.TIME_ZONE, perPage: mostTrending };
    return {
      title: "Trending",
      subtitle: `The papers of the last ${trendingDays} days that gather votes now.`,
      page: links.trending,
      entries: await tellPapers(db, (await getTrending(db, query)).entries),
    };
  },
});
