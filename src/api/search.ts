// Search as JSON: the papers of a page, how many there are, and the counts of every filter.
import type { Hono } from "hono";
import { z } from "zod";
import { listIdentifiers, listPapers } from "../catalogue/papers.ts";
import { bareIdentifier } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import { dayIn } from "../papers/period.ts";
import { texToText } from "../papers/tex/tex.ts";
import { searchFor } from "../search/search.ts";
import type { ApiOptions } from "./options.ts";
import { count, read } from "./query.ts";

// What can be asked of a paper; a client that needs the identifiers alone need not wait for more.
const fields = {
  id: (paper: Paper) => bareIdentifier(paper.identifier),
  title: (paper: Paper) => texToText(paper.title),
  abstract: (paper: Paper) => texToText(paper.abstract),
  authors: (paper: Paper) => paper.authors.map(texToText),
  categories: (paper: Paper) => paper.categories,
  day: (paper: Paper) => paper.appearances[0]?.day ?? null,
  comment: (paper: Paper) => paper.comment,
  doi: (paper: Paper) => paper.doi,
  journalRef: (paper: Paper) => paper.journalRef,
  codeUrl: (paper: Paper) => paper.codeUrl,
  projectUrl: (paper: Paper) => paper.projectUrl,
  withdrawn: (paper: Paper) => paper.withdrawn,
  upvotes: (paper: Paper) => paper.upvotes,
} satisfies Record<string, (paper: Paper) => unknown>;

type Field = keyof typeof fields;
const fieldNames = Object.keys(fields) as Field[];

const query = z.object({
  q: z.string().default(""),
  p: count(0, 1_000_000).default(0),
  limit: count(0, 100).default(20),
  fields: z
    .string()
    .default(fieldNames.join(","))
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(fieldNames, `takes some of ${fieldNames.join(", ")}`))),
});

export function addSearch(api: Hono, { db, finder, findReader, config, clock }: ApiOptions): void {
  // /search?q=…&p=0&limit=20&fields=id,title
  api.get("/search", async (c) => {
    const asked = read(query, c.req.query());
    const reader = await findReader(c);
    const request = {
      asker: reader && { reader: reader.id },
      query: asked.q,
      page: asked.p + 1,
      perPage: asked.limit,
      today: dayIn(config.TIME_ZONE, clock()),
    };
    const found = await searchFor(db, finder, request, (db, numbers) =>
      listShown(db, numbers, asked.fields),
    );
    if (reader) c.header("Cache-Control", "private, no-cache");
    const { total, nearly, near, foundBy, order, facets, months, forgiven, isRough } = found;
    return c.json({
      query: found.query.text,
      mistakes: found.query.mistakes,
      total,
      nearly,
      near,
      order,
      forgiven,
      isRough,
      facets,
      months,
      papers: found.papers.map((paper, place) => ({ ...paper, foundBy: foundBy[place] })),
      ms: Math.round(found.ms * 100) / 100,
    });
  });
}

async function listShown(
  db: ApiOptions["db"],
  numbers: readonly number[],
  wanted: readonly Field[],
): Promise<Partial<Record<Field, unknown>>[]> {
  if (wanted.every((field) => field === "id")) {
    const named = await listIdentifiers(db, numbers);
    return named.map(({ identifier }) => ({ id: bareIdentifier(identifier) }));
  }
  const papers = await listPapers(db, numbers);
  return papers.map((paper) =>
    Object.fromEntries(wanted.map((field) => [field, fields[field](paper)])),
  );
}
