// One query to arXiv's API, page after page. (info.arxiv.org/help/api/user-manual.html)
import { parseArxiv } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { recordOf } from "./records.ts";
import { ask, type Asking } from "../http/http.ts";
import { parseMoment } from "../moments.ts";
import { SourceError } from "../../errors.ts";
import { childrenOf, readXml, textOf, type Element } from "../http/xml.ts";
import { oneLine } from "../../papers/one-line.ts";

/** The API does not take the query; `message` has its words. */
export class BadQuery extends SourceError {
  override name = "BadQuery";
}

interface Page {
  records: PaperRecord[];
  /** Those that make no paper among them. */
  entries: number;
  /** How many the whole query has, as the API says. */
  total: number;
}

const limitBytes = 64_000_000;

/**
 * What matches `query` (`id_list` or `search_query`), at most `limit`, which must not be more than the
 * 2,000 that the API gives in one slice. It leaves entries out at times, so it is asked on until it
 * has given as many as it says there are, or nothing twice.
 */
export async function readEntries(
  asking: Asking,
  url: URL,
  { query, limit }: { query: Readonly<Record<string, string>>; limit: number },
): Promise<PaperRecord[]> {
  const records: PaperRecord[] = [];
  let start = 0;
  let emptyPages = 0;
  for (;;) {
    const address = new URL(url);
    const asked = { ...query, start: String(start), max_results: String(limit - start) };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    const page = await ask(asking, address, limitBytes, readPage);
    records.push(...page.records);
    start += page.entries;
    emptyPages = page.entries === 0 ? emptyPages + 1 : 0;
    if (start >= Math.min(page.total, limit) || emptyPages === 2) return records;
  }
}

async function readPage(body: AsyncIterable<Uint8Array>, status: number): Promise<Page> {
  const page: Page = { records: [], entries: 0, total: 0 };
  for await (const element of readXml(body, { roots: ["feed"], each: ["totalResults", "entry"] })) {
    if (element.name === "totalResults") {
      page.total = /^\s*\d{1,9}\s*$/.test(element.text) ? Number(element.text) : 0;
      continue;
    }
    throwIfError(element);
    page.entries++;
    const record = parseEntry(element);
    if (record) page.records.push(record);
  }
  if (status !== 200) throw new BadQuery("failed", "The API did not take the query.");
  return page;
}

/** Errors come as an entry. */
function throwIfError(entry: Element): void {
  const isError =
    textOf(entry, "title") === "Error" && /\/api\/errors\b/.test(textOf(entry, "id") ?? "");
  if (!isError) return;
  const words = (textOf(entry, "summary") ?? "no reason given").slice(0, 300);
  throw new BadQuery("failed", `The API did not take the query (${words}).`);
}

function parseEntry(entry: Element): PaperRecord | undefined {
  const id = textOf(entry, "id") ?? "";
  const named = parseArxiv(id.replace(/^https?:\/\/arxiv\.org\/abs\//, ""));
  if (!named) return undefined;
  const terms = [...childrenOf(entry, "primary_category"), ...childrenOf(entry, "category")];
  return recordOf({
    ...named,
    title: textOf(entry, "title"),
    abstract: textOf(entry, "summary"),
    authors: childrenOf(entry, "author").flatMap((author) => textOf(author, "name") ?? []),
    categories: terms.map(({ attributes }) => oneLine(attributes["term"] ?? "")),
    comment: textOf(entry, "comment"),
    doi: textOf(entry, "doi"),
    journalRef: textOf(entry, "journal_ref"),
    submittedAt: parseMoment(textOf(entry, "published") ?? "")?.toISOString(),
    updatedAt: parseMoment(textOf(entry, "updated") ?? "")?.toISOString(),
  }).record;
}
