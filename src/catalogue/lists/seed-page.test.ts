import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openArchive } from "../../../fixtures/archive.ts";
import type { ArchivePaper } from "../../../fixtures/archive/papers.ts";
import { simulatedClock } from "../../../fixtures/clock.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { titleKey } from "../../papers/title-key.ts";
import { titleSimilarity } from "../../papers/title-similarity.ts";
import { askingOf } from "../harvest/gather.ts";
import { importFile } from "../import.ts";
import { findPaper } from "../papers.ts";
import { titleIdentifier } from "../../papers/identifier.ts";

const shared = join(import.meta.dirname, "../../../../shared");
const page = join(shared, "seed/daily-papers-jul-31.txt");
const sources = ["hf-daily/daily.jsonl.gz", "arxiv-stream/stream.jsonl.gz"].map((name) =>
  join(shared, "data", name),
);
const missing = [page, ...sources].every((file) => existsSync(file))
  ? ""
  : " (skipped: ../shared is not there)";
const now = new Date("2026-11-24T08:00:00Z");

interface Line {
  id: string;
  title: string;
  abstract: string;
  authors: string[];
  categories?: string[];
}

/** The papers of the recordings that any of the titles could be taken for. */
function papersNear(titles: readonly string[]): ArchivePaper[] {
  const wanted = titles.map(longerWords).filter(({ size }) => size > 0);
  return recordedPapers().filter(({ title }) => {
    const words = longerWords(title);
    return wanted.some((each) => each.intersection(words).size >= Math.min(3, each.size));
  });
}

function longerWords(title: string): Set<string> {
  return new Set(title.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
}

/** Every paper of the recordings, once. */
function recordedPapers(): ArchivePaper[] {
  const papers = new Map<string, ArchivePaper>();
  for (const source of sources) {
    for (const line of gunzipSync(readFileSync(source)).toString().trim().split("\n")) {
      const { id, title, abstract, authors, categories = ["cs.AI"] } = JSON.parse(line) as Line;
      papers.set(id, {
        id,
        title,
        abstract,
        authors,
        categories,
        versions: [{ at: new Date("2026-01-01T00:00:00Z") }],
        datestamp: new Date("2026-01-02T00:00:00Z"),
      });
    }
  }
  return [...papers.values()];
}

function isKnown(title: string, papers: readonly ArchivePaper[]): boolean {
  const beginning = titleKey(title).slice(0, 6);
  return papers.some(
    (paper) =>
      titleKey(paper.title).startsWith(beginning) && titleSimilarity(title, paper.title) > 0.88,
  );
}

describe.skipIf(missing !== "")(`the real saved page${missing}`, () => {
  test("goes in damaged and comes out as the real papers, as far as the archive knows them", async () => {
    const archive = await openArchive({ now });
    archive.papers = papersNear(
      readFileSync(page, "utf8")
        .split("\n")
        .filter((line) => line.length < 200),
    );
    const { db, config } = await openInstance(archive.settings);
    const asking = askingOf(db, "arxiv-api", { config, clock: simulatedClock(now) });
    const { receipt, list, taken } = await importFile(db, page, {
      now,
      apply: true,
      lookUp: { asking, url: config.ARXIV_API_URL },
    });
    expect(receipt).toMatchObject({ read: 73, rejected: 0 });
    const titles = (list?.matches ?? []).map(({ given }) => given.title ?? "");
    const known = titles.filter((title) => isKnown(title, archive.papers));
    const out = [];
    for (const title of titles) {
      const paper = await findPaper(db, titleIdentifier(title));
      if (paper?.identifier.startsWith("arxiv:")) out.push(title);
    }
    console.log(
      `Of 73 titles ${taken} came out as real papers, of ${known.length} that the archive of ${archive.papers.length} papers knows, in ${archive.requests.length} requests.`,
    );
    expect(out).toEqual(expect.arrayContaining(known));
    expect(taken).toBe(out.length);
    // The rest is listed and kept.
    expect(list?.matches.filter(({ state }) => state === "unmatched")).toHaveLength(73 - taken);
  }, 120_000);
});
