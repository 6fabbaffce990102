// How a browser searches here from its address bar, and what it offers meanwhile
// (github.com/dewitt/opensearch, OpenSearch 1.1 Draft 6, and its extension for suggestions).
import { links } from "../links.ts";
import { escapeHtml } from "../papers/tex/escape.ts";
import { texToText } from "../papers/tex/tex.ts";
import { searchPapers } from "../search/search.ts";
import type { Handler } from "./context.ts";
import { isKnown } from "./known.ts";
import { sectionOptions } from "./requests.ts";

const caching = "public, max-age=86400";

export const sendOpenSearch: Handler = (c, { config }) => {
  const { SITE_NAME: name, SITE_URL: site } = config;
  const at = (path: string) => escapeHtml(new URL(path, site).href);
  const asked = (path: string) => `${at(path)}?q={searchTerms}`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escapeHtml(shortNameOf(name))}</ShortName>
  <Description>${escapeHtml(`Papers at ${name}, by words, author, category or identifier.`.slice(0, 1024))}</Description>
  <Url type="text/html" method="get" template="${asked(links.search())}"/>
  <Url type="application/x-suggestions+json" method="get" template="${asked(links.searchSuggestions)}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${at(links.openSearch)}"/>
  <Image height="48" width="48" type="image/x-icon">${at("/favicon.ico")}</Image>
  <Image type="image/svg+xml">${at("/favicon.svg")}</Image>
  <Language>en</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <OutputEncoding>UTF-8</OutputEncoding>
</OpenSearchDescription>
`;
  if (isKnown(c, { state: body, caching })) return c.body(null, 304);
  return c.body(body, 200, {
    "Content-Type": "application/opensearchdescription+xml; charset=utf-8",
  });
};

/** At most 16 characters, as browsers want it. */
function shortNameOf(name: string): string {
  return [...name].slice(0, 16).join("").trim();
}

const mostSuggested = 8;

/** Papers with what is typed so far, or some of it: `["protein",["A title",…],["",…],["https://…",…]]`. */
export const sendSuggestions: Handler = async (c, web) => {
  const typed = c.req.query("q") ?? "";
  const { finder, today } = sectionOptions(web);
  const found = await searchPapers(web.db, finder, {
    query: typed,
    perPage: mostSuggested,
    order: "words",
    today,
  });
  const papers = found.query.isEmpty ? [] : found.papers;
  const body = JSON.stringify([
    typed.toWellFormed(),
    papers.map(({ title }) => texToText(title)),
    papers.map(() => ""),
    papers.map(({ identifier }) => new URL(links.paper(identifier), web.config.SITE_URL).href),
  ]);
  return c.body(body, 200, {
    "Content-Type": "application/x-suggestions+json; charset=utf-8",
    "Cache-Control": "public, max-age=300",
    "X-Robots-Tag": "noindex",
  });
};
