// What a feed says, whatever the format.

export type Format = "atom" | "json";

export interface Feed {
  siteUrl: URL;
  siteName: string;
  title: string;
  subtitle: string;
  /** The path of the feed itself, in each format, and of the page with the same entries. */
  self: Readonly<Record<Format, string>>;
  page: string;
  /** Newest first. */
  entries: readonly FeedEntry[];
  /** When an empty feed was last changed, as are all moments in ISO 8601. */
  updated: string;
}

/** Plain text, from outside, but for `html`. */
export interface FeedEntry {
  /** The same for ever, and of no other entry. */
  id: string;
  title: string;
  /** The path of its page. */
  page: string;
  updated: string;
  published?: string | undefined;
  /** Never empty: an entry without any is taken to be of the feed's author. */
  authors: readonly string[];
  categories: readonly { term: string; label: string }[];
  related: readonly Related[];
  summary: string;
  /** At length, and safe to show. */
  html?: string | undefined;
}

/** The same elsewhere. */
export interface Related {
  href: string;
  type: string;
  title: string;
}

/** A path of the site as a whole address. */
export function wholeAddress({ siteUrl }: Pick<Feed, "siteUrl">, path: string): string {
  return new URL(path, siteUrl).href;
}

export const icon = "/favicon.svg";
