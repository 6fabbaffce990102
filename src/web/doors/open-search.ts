// How a browser searches here from its address bar, and what it offers meanwhile
// (github.com/dewitt/opensearch, OpenSearch 1.1 Draft 6, and its extension for suggestions).
import { links } from "../../links.ts";
import { escapeHtml } from "../../papers/tex/escape.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { searchPapers } from "../../search/search.ts";
import type { Handler, Web } from "../context.ts";
import { isKnown } from "../../conditional.ts";
import { sectionOptions } from "../../editions/sections.ts";

const caching = "public, max-age=86400";

export const sendOpenSearch: Handler = (c, { config }) => {
  const { SITE_NAME: name, SITE_URL: site } = config;
  const at = (path: string) => escapeHtml(links.whole(path, site));
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
/** So many papers are looked at. */
const lookedAt = 60;

/**
 * Titles in which every word that is typed begins one: `["protein",["A title",…],["",…],["https://…",…]]`,
 * each with its description, of which there is none, and its page.
 */
export const sendSuggestions: Handler = async (c, web) => {
  const typed = (c.req.query("q") ?? "").toWellFormed();
  const papers = await listTitled(web, typed);
  const body = JSON.stringify([
    typed,
    papers.map(({ title }) => title),
    papers.map(() => ""),
    papers.map(({ identifier }) => links.whole(links.paper(identifier), web.config.SITE_URL)),
  ]);
  return c.body(body, 200, {
    "Content-Type": "application/x-suggestions+json; charset=utf-8",
    "Cache-Control": "public, max-age=300",
    "X-Robots-Tag": "noindex",
  });
};

async function listTitled(web: Web, typed: string) {
  const begun = wordsIn(typed);
  const isMeant = ({ title }: { title: string }) => {
    const words = wordsIn(title);
    return begun.every((start) => words.some((word) => word.startsWith(start)));
  };
  const meant = (await listFound(web, typed)).filter(isMeant);
  // The last word is not whole yet.
  const before = typed.trim().replace(/\s*\S+$/u, "");
  if (meant.length < mostSuggested && before !== "") {
    const known = new Set(meant.map(({ identifier }) => identifier));
    const more = (await listFound(web, before)).filter(isMeant);
    meant.push(...more.filter(({ identifier }) => !known.has(identifier)));
  }
  return meant.slice(0, mostSuggested);
}

async function listFound(web: Web, query: string) {
  const { finder, today } = sectionOptions(web);
  const request = { query, perPage: lookedAt, order: "words", today } as const;
  const { papers, total } = await searchPapers(web.db, finder, request);
  return papers
    .slice(0, total)
    .map(({ title, identifier }) => ({ title: texToText(title), identifier }));
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
