// The formats of feeds.
import type { FeedFormat } from "../../../links.ts";
import { writeAtom } from "./atom.ts";
import type { Feed } from "./feed.ts";
import { writeJsonFeed } from "./json-feed.ts";
import { writeRss } from "./rss.ts";

interface FeedWriting {
  /** As people call it. */
  name: string;
  type: string;
  /** Where that is to be said of it; JSON is in no other. */
  charset?: "utf-8";
  write: (feed: Feed) => string;
}

export const feedFormatsBy: Record<FeedFormat, FeedWriting> = {
  atom: { name: "Atom", type: "application/atom+xml", charset: "utf-8", write: writeAtom },
  rss: { name: "RSS", type: "application/rss+xml", charset: "utf-8", write: writeRss },
  json: { name: "JSON Feed", type: "application/feed+json", write: writeJsonFeed },
};
