// Where other apps send what somebody shares (W3C, Web Share Target): an address, a title, some text. If it
// names a paper, its page opens, or the form that brings it here; a page of this site opens as it is. An
// address alone goes to the form, which looks for a paper there; words are searched for.
import type { Context } from "hono";
import { findPaper } from "../../../catalogue/papers.ts";
import { links } from "../../../links.ts";
import { bareIdentifier } from "../../../papers/identifier.ts";
import { readReference } from "../../../papers/reference.ts";
import type { Web } from "../../context.ts";
import { shortened } from "../../requests.ts";

export async function takeShared(c: Context, { db, config }: Web): Promise<Response> {
  // Apps put an address into any of them.
  const [url, text, title] = ["url", "text", "title"].map((name) =>
    (c.req.query(name) ?? "").slice(0, longest).trim(),
  ) as [string, string, string];
  const words = [url, ...`${text} ${title}`.split(/\s+/)].slice(0, mostWords).map(bare);
  const named = [...words, ...words.flatMap(withinQuery).slice(0, mostWords)].flatMap(
    (word) => readReference(word) ?? [],
  );
  const own = named.find((each) => "page" in each && each.page.host === config.SITE_URL.host);
  if (own && "page" in own) return c.redirect(pathOf(own.page), 303);
  const identifiers = named.flatMap((each) => ("identifier" in each ? [each.identifier] : []));
  for (const identifier of identifiers) {
    const paper = await findPaper(db, identifier);
    if (paper) return c.redirect(links.paper(paper.identifier), 303);
  }
  const [unknown] = identifiers;
  if (unknown) return c.redirect(links.submit(bareIdentifier(unknown)), 303);
  const alone = [url, text].map(bare).flatMap(pageAt);
  const page = alone.find(({ hostname }) => !shorteners.has(hostname));
  if (page) return c.redirect(links.submit(page.href), 303);
  const sought = shortened(withoutAddresses(text) || withoutAddresses(title));
  return c.redirect(sought === "" ? links.search() : links.search(sought), 303);
}

const longest = 2000;
const mostWords = 60;

/** They tell nothing of where they lead. */
const shorteners = new Set(
  "t.co bit.ly buff.ly dlvr.it goo.gl is.gd lnkd.in ow.ly tinyurl.com".split(" "),
);

/** Without the punctuation of the sentence around it: `[2310.07896]`, `(doi:10.1101/2026.03.01),`. */
function bare(word: string): string {
  return word.replace(/^[[("'“‘<]+/, "").replace(/[\])"'”’>.,;:!?]+$/, "");
}

/** The address that the words are, where they are one. */
function pageAt(words: string): URL[] {
  const named = readReference(words);
  return named && "page" in named ? [named.page] : [];
}

/** What an address says to the site that it leads through: `?q=https://arxiv.org/abs/2310.07896`. */
function withinQuery(word: string): string[] {
  return pageAt(word).flatMap(({ searchParams }) => [...searchParams.values()]);
}

/** Within this site, wherever another has the same path: what begins with two slashes names a host. */
function pathOf({ pathname, search, hash }: URL): string {
  return pathname.replace(/^\/+/, "/") + search + hash;
}

function withoutAddresses(words: string): string {
  return words
    .replaceAll(/\S*https?:\/\/\S*/gi, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
