// What trends, and what a search finds, as text.
import type { Context, Hono } from "hono";
import { findPaper } from "../../../catalogue/papers.ts";
import { sectionOptions } from "../../../editions/sections.ts";
import { getTrending } from "../../../editions/trending.ts";
import { links } from "../../../links.ts";
import { linkTo, paragraph, type Block } from "../../../papers/documents/document.ts";
import { parseIdentifier } from "../../../papers/identifier.ts";
import { whyFound } from "../../../search/why-found.ts";
import { searchPapers } from "../../../search/search.ts";
import type { At, Web } from "../../context.ts";
import { inFormat } from "../formats.ts";
import { demandPage, perPage, readPageNumber, shortened } from "../../requests.ts";
import { mistakesInWords } from "../../views/mistake-words.ts";
import { readSharedQuery } from "../shared-query.ts";
import { foundInWords } from "../../views/search-head.tsx";
import { trendingSays } from "../../views/trending-words.ts";
import { entryBlocks } from "../../../editions/documents/entry-blocks.ts";
import { rankedBlocks } from "../../../editions/documents/ranked-blocks.ts";
import { sendDocument, type DocumentFormat } from "./send-document.ts";

/** As other formats of these pages, by what is accepted; by their endings they have addresses of their own. */
export const trendingDocuments = { md: sendTrendingAs("md"), txt: sendTrendingAs("txt") };
export const searchDocuments = { md: sendSearchAs("md"), txt: sendSearchAs("txt") };

export function addListDocuments(app: Hono, at: At): void {
  for (const format of ["md", "txt"] as const) {
    app.get(inFormat(links.trending, format), at(trendingDocuments[format]));
    app.get(inFormat(links.search(), format), at(searchDocuments[format]));
  }
}

function sendTrendingAs(format: DocumentFormat) {
  return async (c: Context, web: Web): Promise<Response> => {
    const page = readPageNumber(c);
    const { TIME_ZONE: timeZone, SITE_NAME } = web.config;
    const trending = await getTrending(web.db, { now: web.clock(), timeZone, page, perPage });
    const { entries, total, pages } = trending;
    demandPage(page, pages);
    return sendDocument(c, web, {
      format,
      document: [
        { kind: "heading", level: 1, words: [`${SITE_NAME}, trending${onPage(page, pages)}`] },
        paragraph(total > 0 ? trendingSays(total) : "Nothing is trending."),
        ...(await rankedBlocks(web.db, entries, { isWhole: ({ place }) => place <= 6 })),
        ...waysOn({ page, pages, format, address: links.trendingPage }),
      ],
      page: links.trendingPage(page),
    });
  };
}

function sendSearchAs(format: DocumentFormat) {
  return async (c: Context, web: Web): Promise<Response> => {
    const typed = c.req.query("q") ?? "";
    const pasted = parseIdentifier(typed)?.identifier;
    const paper = pasted && (await findPaper(web.db, pasted));
    if (paper) return c.redirect(inFormat(links.paper(paper.identifier), format), 303);
    const page = readPageNumber(c);
    const { finder, today } = sectionOptions(web);
    const found = await searchPapers(web.db, finder, {
      query: readSharedQuery(c, web),
      page,
      today,
    });
    const { query, papers, foundBy, pages } = found;
    demandPage(page, pages, "search");
    const isMeant = query.similarTo.length > 0;
    const address = (each: number) => links.search(query.text, each);
    const title = `Search: ${shortened(query.text)}${onPage(page, pages)}`;
    return sendDocument(c, web, {
      format,
      document: [
        { kind: "heading", level: 1, words: [title] },
        ...mistakesInWords(query).map((sentence) => paragraph(sentence)),
        paragraph(`${foundInWords(found)}.`),
        ...papers.flatMap((each, index) =>
          entryBlocks({
            paper: each,
            place: (page - 1) * found.perPage + index + 1,
            reasons: isMeant ? [] : whyFound(foundBy[index]),
            isWhole: false,
          }),
        ),
        ...waysOn({ page, pages, format, address }),
      ],
      page: address(page),
      robots: "noindex",
    });
  };
}

function onPage(page: number, pages: number): string {
  return page > 1 ? `, page ${page} of ${pages}` : "";
}

interface Ways {
  page: number;
  pages: number;
  format: DocumentFormat;
  /** The path of a page of the list. */
  address: (page: number) => string;
}

/** To the pages before and after, in this format, and to the page. */
function waysOn({ page, pages, format, address }: Ways): Block[] {
  const further = [page + 1, page - 1].filter((each) => each >= 1 && each <= pages);
  return [
    {
      kind: "links",
      links: [
        ...further.map((each) =>
          linkTo(`Page ${each} of ${pages}`, inFormat(address(each), format)),
        ),
        linkTo("As a page", address(page)),
      ],
    },
  ];
}
