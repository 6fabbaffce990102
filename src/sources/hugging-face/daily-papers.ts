// Hugging Face's Daily Papers: what stood on its front page on a day.
// (huggingface.co/docs/hub/api, GET /api/daily_papers)
import { SourceError } from "../../errors.ts";
import type { Day } from "../../papers/period.ts";
import { ask, type Asking } from "../http/http.ts";
import { parseItem, type FeaturedPaper } from "./featured-paper.ts";

export type { FeaturedPaper };

export interface FeaturedDay {
  /** Each paper once; none where the day had none. */
  papers: FeaturedPaper[];
  /** Why some of its items make no paper, in words. */
  faults: string[];
}

const limitBytes = 16_000_000;
const itemsPerPage = 100;
const mostItems = 1_000;
const mostPages = 10;

/** @throws SourceError */
export async function readFeaturedDay(
  asking: Asking,
  { url, day }: { url: URL; day: Day },
): Promise<FeaturedDay> {
  const papers = new Map<string, FeaturedPaper>();
  const faults: string[] = [];
  for (let page = 0; page < mostPages; page++) {
    const before = papers.size;
    const items = await askForItems(
      asking,
      dailyPapersAddress(url, { day, limit: itemsPerPage, page }),
    );
    for (const each of items.map(parseItem)) {
      if (typeof each === "string") faults.push(each);
      else if (!papers.has(each.record.identifier!)) papers.set(each.record.identifier!, each);
    }
    // A server that does not know of pages gives the same one again.
    if (items.length < itemsPerPage || papers.size === before) break;
  }
  if (papers.size === 0 && faults.length > 0) throw new SourceError("malformed", none(faults));
  const found = [...papers.values()];
  return { papers: isEcho(found, day) ? [] : found, faults };
}

/** A day without papers is answered with those of the last day that had some. */
function isEcho(papers: readonly FeaturedPaper[], day: Day): boolean {
  const days = papers.flatMap(({ proposedOn }) => proposedOn ?? []);
  return days.length > 0 && days.every((each) => each < day);
}

/** Without a day, of the newest that there is. */
export function dailyPapersAddress(
  url: URL,
  { day, limit, page = 0 }: { day?: Day; limit: number; page?: number },
): URL {
  const address = new URL(`${url.href.replace(/\/$/, "")}/api/daily_papers`);
  if (day !== undefined) address.searchParams.set("date", day);
  address.searchParams.set("limit", String(limit));
  if (page > 0) address.searchParams.set("p", String(page));
  return address;
}

async function askForItems(asking: Asking, address: URL): Promise<unknown[]> {
  return await ask({ ...asking, accept: "application/json" }, address, limitBytes, readItems);
}

async function readItems(body: AsyncIterable<Uint8Array>): Promise<unknown[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const read = parseJson(Buffer.concat(chunks).toString("utf8"));
  if (!Array.isArray(read)) {
    throw new SourceError("malformed", "Hugging Face’s answer is not a list of papers.");
  }
  if (read.length > mostItems) {
    throw new SourceError("malformed", "Hugging Face’s answer holds too many papers for one day.");
  }
  return read;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceError("malformed", "Hugging Face’s answer is not JSON, or was cut.", { cause });
  }
}

function none(faults: readonly string[]): string {
  return `None of the ${faults.length} items in Hugging Face’s answer is a paper. ${faults[0]}`;
}
