// The works to learn from, as the recordings in the data folder have them (see its README).
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Work } from "./corpus.ts";

interface ArxivLine {
  id: string;
  title: string;
  abstract: string;
  authors: string | string[];
  categories: string[];
  day?: string;
}

/** @param before listing days from here on are left out, to be evaluated on. */
export async function* readWorks(folder: string, before: string): AsyncGenerator<Work> {
  const metadata = [2015, 2016, 2017, 2018].map((year) => `arxiv-metadata/arxiv-${year}.jsonl.gz`);
  for (const file of [...metadata, "arxiv-stream/stream.jsonl.gz"]) {
    for await (const line of linesOf(join(folder, file))) {
      const { id, title, abstract, authors, categories, day } = JSON.parse(line) as ArxivLine;
      if (day !== undefined && day >= before) continue;
      const names = Array.isArray(authors) ? authors : authors.split(/, | and /);
      yield {
        id,
        title,
        abstract,
        authors: names.map((name) => name.trim().toLowerCase()).filter((name) => name !== ""),
        category: categories[0] ?? "",
      };
    }
  }
  yield* readLibrary(join(folder, "rec/citeulike-t"));
}

interface Item {
  id: number;
  tags: string[];
  bow_text: string;
}

const wordsASentence = 6;

/**
 * Articles of many fields that readers keep: their words without order, and the tags that readers
 * gave them in place of a title. Who keeps an article stands in for its authors.
 */
async function* readLibrary(folder: string): AsyncGenerator<Work> {
  const readers = new Map<number, string[]>();
  for await (const line of linesOf(join(folder, "users.jsonl"))) {
    const { user, items } = JSON.parse(line) as { user: number; items: number[] };
    for (const item of items) {
      const known = readers.get(item);
      if (known) known.push(`reader ${user}`);
      else readers.set(item, [`reader ${user}`]);
    }
  }
  for await (const line of linesOf(join(folder, "items.jsonl"))) {
    const { id, tags, bow_text } = JSON.parse(line) as Item;
    const words = bow_text.split(" ");
    const sentences: string[] = [];
    for (let at = 0; at < words.length; at += wordsASentence)
      sentences.push(words.slice(at, at + wordsASentence).join(" "));
    yield {
      id: `library ${id}`,
      title: tags.map((tag) => tag.replaceAll("_", " ")).join(" "),
      abstract: sentences.join(". "),
      authors: readers.get(id) ?? [],
      // Of a kind with nothing but what its readers keep, too.
      category: `library ${id}`,
    };
  }
}

function linesOf(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  return createInterface({ input: path.endsWith(".gz") ? file.pipe(createGunzip()) : file });
}
