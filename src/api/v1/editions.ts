// Editions: a day, a week or a month, in order.
import { z } from "zod";
import { getEdition } from "../../editions/edition.ts";
import { NotFound } from "../../errors.ts";
import { parsePeriod, type Period } from "../../papers/period.ts";
import { offsetCursor, pageOf, pageQuery, readOffset } from "./cursor.ts";
import { paperShape, tellPapers } from "./papers.ts";
import { route } from "./route.ts";

const entryShape = paperShape.extend({
  place: z.int().meta({ description: "From 1." }),
  score: z.number(),
  reasons: z
    .array(z.object({ kind: z.string(), text: z.string(), share: z.number() }))
    .meta({ description: "What the score is the sum of." }),
});

/** @throws NotFound */
function periodNamed(key: string): Period {
  const period = parsePeriod(key);
  const year = Number(key.slice(0, 4));
  // As on the pages: the calendar's far ends cannot be counted on from.
  if (!period || year < 1900 || year > 2200) {
    throw new NotFound(`There is no edition "${key.slice(0, 60)}".`);
  }
  return period;
}

export const editionRoutes = [
  route({
    method: "get",
    path: "/editions/{key}/papers",
    tag: "Editions",
    summary: "The papers of an edition, best first",
    params: { key: z.string().meta({ description: "A day, week or month.", example: "2026-W13" }) },
    query: pageQuery(),
    answer: pageOf(entryShape),
    async handle({ params, query }, options) {
      const period = periodNamed(params.key);
      const offset = readOffset(query.cursor);
      const { db, judge } = options;
      const perPage = query.limit;
      const page = Math.floor(offset / perPage) + 1;
      const edition = await getEdition(db, { period, page, perPage, judge });
      const papers = await tellPapers(
        edition.entries.map(({ paper }) => paper),
        options,
      );
      const items = edition.entries.map(({ place, score, reasons }, index) => ({
        ...papers[index]!,
        place,
        score,
        reasons: reasons.map(({ kind, text, share }) => ({ kind, text, share })),
      }));
      return { items, next: offsetCursor(page * perPage, edition.total) };
    },
  }),
];
