// Sends a feed with its fingerprint and its date, so that who asks every few minutes is sent it only when
// it changed (RFC 9110, 13), and with the hub that tells of changes, where there is one.
import { createHash } from "node:crypto";
import type { Context } from "hono";
import { stateOfDatabase } from "../../catalogue/changes.ts";
import { links, type FeedFormat } from "../../links.ts";
import type { Web } from "../context.ts";
import { complete } from "./complete.ts";
import { wholeAddress, type Told } from "./feed.ts";
import { feedFormatsBy } from "./formats.ts";

export interface FeedSource {
  /** The address whose feed it is. */
  of: string;
  /** It is one reader's, at an address that only they know. */
  isPrivate?: boolean;
  /** The hub is told of its changes. */
  hasHub?: boolean;
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
  {
    format,
    of,
    isPrivate = false,
    hasHub = false,
    state,
    tell,
  }: FeedSource & { format: FeedFormat },
): Promise<Response> {
  const { type, charset, write } = feedFormatsBy[format];
  const self = links.feed(of, format);
  const hub = hasHub ? hubOf(web) : undefined;
  const now = web.clock();
  const { body, since } = await web.feeds.recall(self, {
    state: state ?? `${await stateOfDatabase(web.db)} ${Math.floor(now.getTime() / longestKeptMs)}`,
    now,
    write: async () => write(await complete(web, { ...(await tell()), of, hub })),
  });
  // Weak, since it is the same in whichever encoding it is sent.
  const tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  c.header("ETag", `W/"${tag}"`);
  c.header("Last-Modified", new Date(since).toUTCString());
  c.header("Cache-Control", isPrivate ? "private, no-cache" : "public, max-age=300");
  c.header("X-Robots-Tag", "noindex");
  if (hub) {
    const own = wholeAddress({ siteUrl: web.config.SITE_URL }, self);
    c.header("Link", `<${hub.href}>; rel="hub", <${own}>; rel="self"`);
  }
  if (isKnown(c, { tag, since })) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": charset ? `${type}; charset=${charset}` : type });
}

/** A private site is told of by nobody. */
function hubOf({ config }: Web): URL | undefined {
  return config.PRIVATE ? undefined : config.WEBSUB_HUB;
}

/** The fingerprint decides wherever one is given. */
function isKnown(c: Context, { tag, since }: { tag: string; since: number }): boolean {
  const tags = c.req.header("If-None-Match");
  if (tags === undefined) return Date.parse(c.req.header("If-Modified-Since") ?? "") >= since;
  return tags.trim() === "*" || (tags.match(/"[^"]*"/g)?.includes(`"${tag}"`) ?? false);
}
