// Sends a feed with its fingerprint and its date, so that who asks every few minutes is sent it only when
// it changed (RFC 9110, 13), and with the hub that tells of changes, where there is one.
import type { Context } from "hono";
import { databaseState } from "../../../catalogue/changes.ts";
import { isKnown } from "../../../conditional.ts";
import { links, type FeedFormat } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { complete } from "./complete.ts";
import type { Told } from "./feed.ts";
import { feedFormatsBy } from "./formats.ts";
import { listHubFeeds } from "./hub-feeds.ts";

export interface FeedSource {
  /** The address whose feed it is. */
  of: string;
  /** It is one reader's, at an address that only they know. */
  isPrivate?: boolean;
  /** What all that it says depends on, where less than the whole database decides. */
  state?: string;
  tell: () => Promise<Told>;
}

/** Finds what is asked for; an answer of its own where there is no feed. */
export type FeedHandler = (
  c: Context,
  web: Web,
  format: FeedFormat,
) => FeedSource | Response | Promise<FeedSource | Response>;

/** There is none at an address that only one reader knows. */
export function sendNoFeed(c: Context, { says, status }: { says: string; status: 404 | 410 }) {
  c.header("X-Robots-Tag", "noindex");
  c.header("Cache-Control", "no-store");
  return c.text(`${says}\n`, status);
}

// Order and words move with the clock too, if slowly.
const longestKeptMs = 5 * 60_000;

export async function sendFeed(
  c: Context,
  web: Web,
  { format, of, isPrivate = false, state, tell }: FeedSource & { format: FeedFormat },
): Promise<Response> {
  const { type, charset, write } = feedFormatsBy[format];
  const self = links.feed(of, format);
  const hub = hubOf(web, of);
  const now = web.clock();
  const { body, since } = await web.feeds.recall(self, {
    state: state ?? `${await databaseState(web.db)} ${Math.floor(now.getTime() / longestKeptMs)}`,
    now,
    write: async () => write(await complete(web, { ...(await tell()), of, hub })),
  });
  c.header("X-Robots-Tag", "noindex");
  if (hub) {
    const own = links.whole(self, web.config.SITE_URL);
    c.header("Link", `<${hub.href}>; rel="hub", <${own}>; rel="self"`);
  }
  const caching = isPrivate ? "private, no-cache" : "public, max-age=300";
  if (isKnown(c, { state: body, caching, since })) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": charset ? `${type}; charset=${charset}` : type });
}

/** A private site is told of by nobody. */
function hubOf({ config, sections }: Web, of: string): URL | undefined {
  return listHubFeeds(sections).includes(of) && !config.PRIVATE ? config.WEBSUB_HUB : undefined;
}
