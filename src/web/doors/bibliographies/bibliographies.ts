// What can be had as a bibliography: a paper, an edition, what a search finds, what trends.
import type { Context, Hono } from "hono";
import { getEdition } from "../../../editions/edition.ts";
import { sectionOptions } from "../../../editions/sections.ts";
import { rankTrending } from "../../../editions/trending.ts";
import { links } from "../../../links.ts";
import {
  bibliographyFormatNames,
  type BibliographyFormat,
} from "../../../papers/citations/bibliography.ts";
import { bareIdentifier } from "../../../papers/identifier.ts";
import type { Paper } from "../../../papers/paper.ts";
import { searchFor } from "../../../search/search.ts";
import { network } from "../../gates/client-address.ts";
import type { At, Web } from "../../context.ts";
import { inFormat } from "../formats.ts";
import { readMinutes, type AskedEdition } from "../../requests.ts";
import { readSharedQuery } from "../shared-query.ts";
import { mistakesInWords } from "../../views/mistake-words.ts";
import { mostCited, sendBibliography } from "./send-bibliography.ts";

/** A handler for each format. */
function inEachFormat<Handler>(
  make: (format: BibliographyFormat) => Handler,
): Record<BibliographyFormat, Handler> {
  return Object.fromEntries(
    bibliographyFormatNames.map((format) => [format, make(format)]),
  ) as Record<BibliographyFormat, Handler>;
}

export const paperBibliographies = inEachFormat(
  (format) => (c: Context, web: Web, paper: Paper) =>
    sendBibliography(c, web, {
      format,
      name: bareIdentifier(paper.identifier),
      papers: [paper.id],
    }),
);

/** The whole of an edition, whatever page of it is read, or what can be read in some minutes. */
export const editionBibliographies = inEachFormat(
  (format) =>
    async (c: Context, web: Web, { period, section }: AskedEdition) => {
      await web.limits.bibliography(network(c, web));
      const minutes = readMinutes(c);
      const { standings, entries } = await getEdition(web.db, {
        period,
        section,
        minutes,
        judge: web.judge,
      });
      const papers =
        minutes === undefined
          ? standings.map(({ candidate }) => candidate.id)
          : entries.map(({ paper }) => paper.id);
      const name = [section?.address, period.key].filter(Boolean).join("-");
      return await sendBibliography(c, web, { format, name, papers });
    },
);

/** What a search finds, in its order: what matches all that was asked, and nothing that only nearly does. */
export const searchBibliographies = inEachFormat((format) => async (c: Context, web: Web) => {
  const query = readSharedQuery(c, web);
  const { finder, today } = sectionOptions(web);
  await web.limits.bibliography(network(c, web));
  const { papers, foundBy, total } = await searchFor(
    web.db,
    finder,
    { query, perPage: mostCited, today },
    (_db, numbers) => Promise.resolve([...numbers]),
  );
  const isMeant = query.similarTo.length > 0;
  const matching = papers.filter((_, index) => isMeant || foundBy[index] === "all");
  return await sendBibliography(c, web, {
    format,
    name: query.text,
    papers: matching,
    total: Math.max(total, matching.length),
    mistakes: mistakesInWords(query),
  });
});

export const trendingBibliographies = inEachFormat((format) => async (c: Context, web: Web) => {
  await web.limits.bibliography(network(c, web));
  const ranked = await rankTrending(web.db, {
    now: web.clock(),
    timeZone: web.config.TIME_ZONE,
  });
  const papers = ranked.map(({ candidate }) => candidate.id);
  return await sendBibliography(c, web, { format, name: "trending", papers });
});

/** The formats of these pages have addresses of their own; those of papers and editions, their pages know. */
export function addBibliographies(app: Hono, at: At): void {
  for (const format of bibliographyFormatNames) {
    app.get(inFormat(links.search(), format), at(searchBibliographies[format]));
    app.get(inFormat(links.trending, format), at(trendingBibliographies[format]));
  }
}
