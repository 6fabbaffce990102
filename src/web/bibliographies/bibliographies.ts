// What can be had as a bibliography: a paper, an edition, what a search finds, what trends.
import type { Context, Hono } from "hono";
import { getEdition } from "../../editions/edition.ts";
import { sectionOptions } from "../../editions/sections.ts";
import { rankTrending } from "../../editions/trending.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { searchFor } from "../../search/search.ts";
import { network } from "../client-address.ts";
import type { At, Web } from "../context.ts";
import { inFormat } from "../formats.ts";
import { readMinutes, type AskedEdition } from "../requests.ts";
import {
  bibliographyForms,
  mostCited,
  sendBibliography,
  type BibliographyForm,
} from "./send-bibliography.ts";

/** A handler for each form. */
function inEachForm<Handler>(
  make: (form: BibliographyForm) => Handler,
): Record<BibliographyForm, Handler> {
  const forms = Object.keys(bibliographyForms) as BibliographyForm[];
  return Object.fromEntries(forms.map((form) => [form, make(form)])) as Record<
    BibliographyForm,
    Handler
  >;
}

export const paperBibliographies = inEachForm(
  (form) => (c: Context, web: Web, paper: Paper) =>
    sendBibliography(c, web, { form, name: bareIdentifier(paper.identifier), papers: [paper.id] }),
);

/** The whole of an edition, whatever page of it is read, or what can be read in some minutes. */
export const editionBibliographies = inEachForm(
  (form) =>
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
      return await sendBibliography(c, web, { form, name, papers });
    },
);

/** What a search finds, in its order: what matches all that was asked, and nothing that only nearly does. */
export const searchBibliographies = inEachForm((form) => async (c: Context, web: Web) => {
  const { finder, today } = sectionOptions(web);
  await web.limits.bibliography(network(c, web));
  const { query, papers, foundBy, total } = await searchFor(
    web.db,
    finder,
    { query: c.req.query("q") ?? "", perPage: mostCited, today },
    (_db, numbers) => Promise.resolve([...numbers]),
  );
  if (query.isEmpty) throw new Invalid(`Say what to look for: ${c.req.path}?q=protein.`);
  if (query.own.length > 0) {
    throw new Invalid("What you saved, read or tagged is exported from your library.");
  }
  const isMeant = query.similarTo.length > 0;
  const matching = papers.filter((_, index) => isMeant || foundBy[index] === "all");
  return await sendBibliography(c, web, {
    form,
    name: query.text,
    papers: matching,
    total: Math.max(total, matching.length),
  });
});

export const trendingBibliographies = inEachForm((form) => async (c: Context, web: Web) => {
  await web.limits.bibliography(network(c, web));
  const ranked = await rankTrending(web.db, {
    now: web.clock(),
    timeZone: web.config.TIME_ZONE,
  });
  const papers = ranked.map(({ candidate }) => candidate.id);
  return await sendBibliography(c, web, { form, name: "trending", papers });
});

/** The forms of these pages have addresses of their own; those of papers and editions, their pages know. */
export function addBibliographies(app: Hono, at: At): void {
  for (const form of Object.keys(bibliographyForms) as BibliographyForm[]) {
    app.get(inFormat(links.search(), form), at(searchBibliographies[form]));
    app.get(inFormat(links.trending, form), at(trendingBibliographies[form]));
  }
}
