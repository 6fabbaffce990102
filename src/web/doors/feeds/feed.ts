// What a feed says, whatever the format.
import type { FeedFormat } from "../../../links.ts";

/** As a page of this site tells it. */
export interface Told {
  title: string;
  subtitle: string;
  /** The path of the page with the same entries. */
  page: string;
  /** Newest first. */
  entries: readonly ToldEntry[];
}

/** Plain text, from outside, but for `html`; moments are written as in ISO 8601. */
export interface ToldEntry {
  /** The same for ever, and of no other entry here: `paper arxiv:2310.07896`. */
  name: string;
  title: string;
  /** The path of its page. */
  page: string;
  /** When it changed in a way that is worth another look; left out where nobody knows. */
  updated?: string | undefined;
  published?: string | undefined;
  /** Never empty: an entry without any is taken to be of the feed's author. */
  authors: readonly string[];
  categories: readonly { term: string; label: string }[];
  related: readonly Related[];
  summary: string;
  /** At length, and safe to show, with whole addresses. */
  html: string;
}

/** The same elsewhere. */
export interface Related {
  href: string;
  type: string;
  title: string;
}

/** All that stands in its file. */
export interface Feed extends Omit<Told, "entries"> {
  siteUrl: URL;
  siteName: string;
  id: string;
  /** Its own path, in each format. */
  self: Readonly<Record<FeedFormat, string>>;
  /** Where readers are told of changes at once (WebSub). */
  hub: URL | undefined;
  /** The newest change. */
  updated: string;
  entries: readonly FeedEntry[];
}

export interface FeedEntry extends Omit<ToldEntry, "name"> {
  id: string;
  updated: string;
}
