// The papers that are searched: real ones first, newest recording first, then new ones whose titles
// and sentences are shuffled from the real. A file of n papers begins like every longer one.
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { linksInText } from "../../src/papers/links-in-text.ts";
import { seededRandom } from "../../src/search/evaluation/random.ts";
import { linesOf } from "../../src/sources/files/lines.ts";
import { dataFile } from "../data.ts";
import { workFolder } from "./work-folder.ts";

/** A line of the file, which `broadsheet import` reads as well. */
export interface BenchmarkPaper {
  id: string;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  comment: string;
  /** When it was announced, of those that say so; the others say when they were sent in. */
  day?: string;
  created?: string;
}

const longestLine = 200_000;

/** A paper for those who only index it, with the values that are counted. */
export interface PaperToSearch {
  /** From 1. */
  number: number;
  id: string;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  year: number;
  code: boolean;
}

export async function* readPapers(path: string): AsyncGenerator<PaperToSearch> {
  let number = 0;
  for await (const paper of readRecords(path)) {
    const { id, title, abstract, authors, categories, comment, day, created } = paper;
    yield {
      number: ++number,
      id,
      title,
      abstract,
      authors,
      categories: [...new Set(categories)],
      year: Number((day ?? created)!.slice(0, 4)),
      code: linksInText(abstract, comment).codeUrl !== undefined,
    };
  }
}

export async function* readRecords(path: string): AsyncGenerator<BenchmarkPaper> {
  for await (const { text } of linesOf(createReadStream(path), longestLine)) {
    yield JSON.parse(text!) as BenchmarkPaper;
  }
}

export function papersFile(count: number): string {
  return join(workFolder, `papers-${count}.jsonl`);
}

/** Makes the file of so many papers where there is none yet. */
export async function makePapers(count: number): Promise<void> {
  const path = papersFile(count);
  if (existsSync(path)) return;
  const output = createWriteStream(`${path}.unfinished`);
  for await (const paper of papers(count)) {
    if (!output.write(`${JSON.stringify(paper)}\n`)) await once(output, "drain");
  }
  output.end();
  await once(output, "close");
  renameSync(`${path}.unfinished`, path);
}

async function* papers(count: number): AsyncGenerator<BenchmarkPaper> {
  const real: BenchmarkPaper[] = [];
  const sentences: string[] = [];
  const ids = new Set<string>();
  for await (const paper of realPapers()) {
    if (ids.has(paper.id)) continue;
    ids.add(paper.id);
    yield paper;
    if (ids.size === count) return;
    // The sentences themselves are kept, and the words of the abstract are not kept twice.
    sentences.push(...paper.abstract.split(/(?<=[.?!]) /));
    real.push({ ...paper, abstract: "" });
  }
  const random = seededRandom(7);
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)]!;
  for (let number = 0; ids.size + number < count; number++) {
    const [one, other, dated] = [pick(real), pick(real), pick(real)];
    yield {
      ...dated,
      id: identifierOf(number),
      title: mixed(one.title, other.title, random),
      abstract: Array.from({ length: 4 + Math.floor(random() * 7) }, () => pick(sentences)).join(
        " ",
      ),
      authors: other.authors,
      categories: one.categories,
      comment: other.comment,
    };
  }
}

/** Of a decade in which arXiv has announced nothing yet. */
export function identifierOf(number: number): string {
  const month = Math.floor(number / 100_000);
  const digits = (value: number, length: number) => String(value).padStart(length, "0");
  return `${50 + Math.floor(month / 12)}${digits(1 + (month % 12), 2)}.${digits(number % 100_000, 5)}`;
}

async function* realPapers(): AsyncGenerator<BenchmarkPaper> {
  const files = [
    dataFile("arxiv-stream/stream.jsonl.gz"),
    ...[2015, 2016, 2017, 2018].map((year) => dataFile(`arxiv-metadata/arxiv-${year}.jsonl.gz`)),
  ];
  for (const file of files) {
    for await (const { text } of linesOf(
      createReadStream(file).pipe(createGunzip()),
      longestLine,
    )) {
      const { id, title, abstract, authors, categories, comment, comments, day, created } =
        JSON.parse(text!) as BenchmarkPaper & { authors: string | string[]; comments?: string };
      yield {
        id,
        title,
        abstract,
        authors: typeof authors === "string" ? authors.split(", ") : authors,
        categories,
        comment: comment ?? comments ?? "",
        ...(day ? { day } : { created: created! }),
      };
    }
  }
}

function mixed(one: string, other: string, random: () => number): string {
  const [words, others] = [one.split(" "), other.split(" ")];
  return [
    ...words.slice(0, Math.ceil(words.length * random())),
    ...others.slice(Math.floor(others.length * random())),
  ].join(" ");
}
