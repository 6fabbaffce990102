// Searches that find something here: they are made from the newest edition's papers.
import { findNewestEdition, getEdition } from "../../editions/edition.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { dayPeriod, monthPeriod, periodTitle } from "../../papers/period.ts";
import { primaryCategory } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Web } from "../context.ts";

export interface SearchExample {
  query: string;
  says: string;
}

export async function listExamples(web: Web): Promise<SearchExample[]> {
  const day = await findNewestEdition(web.db);
  if (day === undefined) return [];
  const period = dayPeriod(day);
  const { entries } = await getEdition(web.db, { period, perPage: 5, judge: web.judge });
  const papers = entries.map((entry) => entry.paper);
  const titles = papers.map((paper) => texToText(paper.title));
  const words = titles.map((title) =>
    title.match(/(?<![\p{L}\p{N}-])\p{L}{5,}(?![\p{L}\p{N}-])/gu),
  );
  const titled = words.find((each) => each !== null && each.length >= 2);
  const phrased = titles.map((title) => /\p{L}{4,} \p{L}{4,}/u.exec(title)?.[0]).find(isThere);
  const author = papers.find((paper) => paper.authors.length > 0)?.authors[0];
  const category = papers.map(primaryCategory).find(isThere);
  const month = monthPeriod(day);
  const named = papers.find((paper) => !paper.identifier.startsWith("title:"));
  const examples: (SearchExample | undefined)[] = [
    titled
      ? {
          query: titled.slice(0, 2).join(" ").toLowerCase(),
          says: "both words, anywhere, whatever their endings",
        }
      : undefined,
    isThere(phrased)
      ? { query: `"${phrased.toLowerCase()}"`, says: "these words side by side" }
      : undefined,
    isThere(author)
      ? { query: `au:"${texToText(author).replaceAll('"', "")}"`, says: "papers of an author" }
      : undefined,
    isThere(category)
      ? { query: `cat:${category} on:${month.key}`, says: `a category, in ${periodTitle(month)}` }
      : undefined,
    named && { query: bareIdentifier(named.identifier), says: "one paper" },
  ];
  return examples.filter(isThere);
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
