// Every feed, in every format: at the address of its page, and `/feed`, `/feed.rss` or `/feed.json`.
import type { Context, Hono } from "hono";
import { feedFormats, links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { discussionsFeed, paperFeed, personFeed } from "./comment-feeds.ts";
import {
  editionFeed,
  editionFeedOfSection,
  editionsFeed,
  papersFeed,
  trendingFeed,
} from "./edition-feeds.ts";
import { searchFeed, sectionFeed } from "./section-feeds.ts";
import { followingFeed } from "./following-feed.ts";
import { lettersFeed } from "./letters-feed.ts";
import { sendFeed, type FeedHandler } from "./send-feed.ts";

const feeds: readonly [of: string, handler: FeedHandler][] = [
  [links.home, editionsFeed],
  [links.papers, papersFeed],
  [links.trending, trendingFeed],
  ["/sections/:section", sectionFeed],
  [links.search(), searchFeed],
  [links.discussions, discussionsFeed],
  ["/people/:handle", personFeed],
  ["/following/:token", followingFeed],
  ["/letters/:token", lettersFeed],
  ...(["day", "week", "month"] as const).flatMap((kind): [string, FeedHandler][] => [
    [`/${kind}/:key`, editionFeed(kind)],
    [`/sections/:section/${kind}/:key`, editionFeedOfSection(kind)],
  ]),
];

/** Before the pages of papers, whose names may hold slashes. */
export function addFeeds(app: Hono, web: Web): void {
  for (const format of feedFormats) {
    const answer = (handler: FeedHandler) => async (c: Context) => {
      const found = await handler(c, web, format);
      return found instanceof Response ? found : await sendFeed(c, web, { ...found, format });
    };
    for (const [of, handler] of feeds) app.get(links.feed(of, format), answer(handler));
    app.get(`/papers/:identifier{.+${links.feed("/discussion", format)}}`, answer(paperFeed));
  }
}
