// arXiv's daily feed, as Atom or as RSS: what was announced under a listing date, and as what.
// (info.arxiv.org/help/rss_specifications.html, atom_specifications.html)
import { announcementKinds, parseEntry, type Announcement } from "./feed-entries.ts";
import { ask, NotThere, type Asking } from "../http/http.ts";
import { SourceError } from "../../errors.ts";
import { readXml } from "../http/xml.ts";
import { oneLine } from "../../papers/one-line.ts";

export type { Announcement };

/** The feed left something out; what it did hold is here. */
export class FeedCut extends SourceError {
  override name = "FeedCut";
  readonly announcements: Announcement[];
  constructor(message: string, announcements: Announcement[]) {
    super("cut", message);
    this.announcements = announcements;
  }
}

export interface FeedOptions {
  url: URL;
  categories: readonly string[];
  /** Told of every entry that does not even say which paper it is about. */
  onFault?: ((fault: string) => void) | undefined;
}

interface Reading {
  announcements: Announcement[];
  /** Categories whose feed is full by themselves. */
  full: string[];
}

const limitBytes = 32_000_000;
/** arXiv's feeds end there, without a word. */
const mostEntries = 2_000;

/** One entry for a paper and a day; the strongest kind comes first. */
export async function readFeed(asking: Asking, options: FeedOptions): Promise<Announcement[]> {
  const { announcements, full } = await readParts(asking, options, options.categories);
  const merged = mergeRepeated(announcements);
  if (full.length === 0) return merged;
  throw new FeedCut(
    `arXiv’s feed of ${full.join(", ")} is full and may leave papers out; name its categories one by one instead of the archive.`,
    merged,
  );
}

/** A feed that is full is asked for again in halves. */
async function readParts(
  asking: Asking,
  options: FeedOptions,
  categories: readonly string[],
): Promise<Reading> {
  const { announcements, entries } = await readDocument(asking, options, categories);
  if (entries < mostEntries) return { announcements, full: [] };
  if (categories.length <= 1) return { announcements, full: [...categories] };
  const middle = Math.ceil(categories.length / 2);
  const first = await readParts(asking, options, categories.slice(0, middle));
  const second = await readParts(asking, options, categories.slice(middle));
  return {
    announcements: [...announcements, ...first.announcements, ...second.announcements],
    full: [...first.full, ...second.full],
  };
}

type Document = { announcements: Announcement[]; entries: number };

/** As Atom; as RSS where that is missing or damaged. */
async function readDocument(
  asking: Asking,
  options: FeedOptions,
  categories: readonly string[],
): Promise<Document> {
  try {
    return await readAs("atom", asking, options, categories);
  } catch (error) {
    const mayHelp =
      error instanceof NotThere || (error instanceof SourceError && error.trouble === "malformed");
    if (!mayHelp) throw error;
    return await readAs("rss", asking, options, categories);
  }
}

async function readAs(
  format: "atom" | "rss",
  asking: Asking,
  { url, onFault }: FeedOptions,
  categories: readonly string[],
): Promise<Document> {
  const address = new URL(url);
  const path = `${format}/${categories.map(encodeURIComponent).join("+")}`;
  address.pathname = `${address.pathname.replace(/\/+$/, "")}/${path}`;
  const faults: string[] = [];
  const found = await ask(asking, address, limitBytes, async (body, status): Promise<Document> => {
    if (status !== 200) throw await complaintIn(body);
    const announcements: Announcement[] = [];
    let entries = 0;
    const names =
      format === "atom"
        ? { roots: ["feed"], each: ["entry"] }
        : { roots: ["rss", "RDF"], each: ["item"] };
    for await (const element of readXml(body, names)) {
      entries++;
      const parsed = parseEntry(element);
      if (typeof parsed === "string") faults.push(parsed);
      else announcements.push(parsed);
    }
    return { announcements, entries };
  });
  for (const fault of faults) onFault?.(fault);
  return found;
}

/** arXiv explains in a feed without entries what it does not take: a category that is none. */
async function complaintIn(body: AsyncIterable<Uint8Array>): Promise<SourceError> {
  const names = { roots: ["feed", "rss"], each: ["subtitle", "description"] };
  for await (const { text } of readXml(body, names)) {
    const words = oneLine(text).slice(0, 300);
    return new SourceError("failed", `arXiv’s feed does not take these categories (${words}).`);
  }
  return new SourceError("failed", "arXiv’s feed does not take these categories.");
}

function mergeRepeated(announcements: readonly Announcement[]): Announcement[] {
  const merged = new Map<string, Announcement>();
  for (const each of announcements) {
    const key = `${each.day} ${each.identifier}`;
    const other = merged.get(key);
    merged.set(key, other ? mergeTwo(other, each) : each);
  }
  return [...merged.values()].toSorted((a, b) => strength(a) - strength(b));
}

/** What could be read wins, then what is newer; the kind is the stronger of both. */
function mergeTwo(one: Announcement, other: Announcement): Announcement {
  const [best, rest] = worth(other) > worth(one) ? [other, one] : [one, other];
  return { ...best, kind: strength(rest) < strength(best) ? rest.kind : best.kind };
}

function worth({ record, version = 0 }: Announcement): number {
  return (record ? 1_000_000 : 0) + version;
}

function strength({ kind }: Announcement): number {
  return announcementKinds.indexOf(kind);
}
