// Days of which it is known what became of their papers, from two files: `stream.jsonl`, what was
// announced day by day, and `daily.jsonl`, what was featured at Hugging Face's Daily Papers; gzipped
// or not, in one folder or in `arxiv-stream` and `hf-daily` below it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Invalid } from "../../errors.ts";
import { parseDay, type Day } from "../../papers/period.ts";
import { readObjects } from "../../search/evaluation/json-lines.ts";
import { gainOf } from "../community-record.ts";
import type { Picked } from "../editor/author-history.ts";
import type { Judged } from "../editor/training/train.ts";

/** A paper of a day, and what was counted for it later. */
export interface RecordedPaper extends Judged {
  featured: Featured | undefined;
}

interface Featured {
  upvotes: number;
  comments: number;
  /** How long before it was counted the paper had been sent in, in hours. */
  hours: number;
}

export interface Recorded {
  /** By listing date, the first one first. */
  days: ReadonlyMap<Day, RecordedPaper[]>;
  /** All that was featured, also of papers that were not announced in the days at hand. */
  picked: Picked[];
}

const day = z.string().refine((text) => parseDay(text) !== undefined);
const names = z.array(z.string()).nullish();
const count = z.number().nullish();

const announcedLine = z.object({
  day,
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  authors: names,
  categories: names,
  comment: z.string().nullish(),
});

const featuredLine = z.object({
  day,
  id: z.string(),
  authors: names,
  upvotes: count,
  numComments: count,
  publishedAt: z.string().nullish(),
  snapshot_at: z.string().nullish(),
});

const most = 5_000_000;
const hint = "Wanted are stream.jsonl (what was announced) and daily.jsonl (what was featured).";

/** @throws Invalid that names the line, where one cannot be read */
export async function readRecordedDays(folder: string): Promise<Recorded> {
  const featured = new Map<string, Featured>();
  const picked: Picked[] = [];
  for await (const { value } of readObjects(find(folder, "hf-daily", "daily"), featuredLine, {
    most,
    hint,
  })) {
    // Of a paper that was featured twice the first time counts.
    if (featured.has(value.id)) continue;
    const upvotes = Math.max(0, value.upvotes ?? 0);
    featured.set(value.id, {
      upvotes,
      comments: Math.max(0, value.numComments ?? 0),
      hours: hoursBetween(value.publishedAt, value.snapshot_at ?? `${value.day}T23:59:59Z`),
    });
    picked.push({
      paper: value.id,
      authors: value.authors ?? [],
      day: value.day,
      gain: gainOf(upvotes),
    });
  }
  const papers: RecordedPaper[] = [];
  for await (const { value } of readObjects(find(folder, "arxiv-stream", "stream"), announcedLine, {
    most,
    hint,
  })) {
    const { id, authors, categories, comment, ...written } = value;
    const counts = featured.get(id);
    papers.push({
      paper: id,
      manuscript: {
        ...written,
        id: papers.length,
        authors: authors ?? [],
        categories: categories ?? [],
        comment: comment ?? null,
      },
      gain: counts ? gainOf(counts.upvotes) : 0,
      featured: counts,
    });
  }
  const days = Map.groupBy(papers, ({ manuscript }) => manuscript.day);
  return { days: new Map([...days].toSorted(([one], [other]) => (one < other ? -1 : 1))), picked };
}

function hoursBetween(from: string | null | undefined, to: string): number {
  const hours = (Date.parse(to) - Date.parse(from ?? to)) / 3_600_000;
  return Number.isFinite(hours) ? Math.max(0, hours) : 0;
}

function find(folder: string, subfolder: string, name: string): string {
  for (const place of [folder, join(folder, subfolder)]) {
    for (const file of [`${name}.jsonl.gz`, `${name}.jsonl`]) {
      if (existsSync(join(place, file))) return join(place, file);
    }
  }
  throw new Invalid(`There is no ${name}.jsonl in ${folder}. ${hint}`);
}
