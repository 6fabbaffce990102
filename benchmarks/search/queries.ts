// What is asked: 500 fragments of titles, of 2 to 6 words in a row. So that all systems look for the
// same, function words are left out, which some of them leave out by themselves and others would be
// slowed down by, and words with hyphens are taken apart.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { texToText } from "../../src/papers/tex/tex.ts";
import { seededRandom } from "../../src/search/evaluation/random.ts";
import { stopWords } from "../../src/search/words/stop-words.ts";
import { papersFile, readPapers } from "./papers.ts";
import { workFolder } from "./work-folder.ts";

/** Each a list of words, any of which will do. */
export type Query = readonly string[];

/** How many there are; a slow system does not come to the last in the time of a round. */
export const asked = 500;

export function queriesFile(papers: number): string {
  return join(workFolder, `queries-${papers}.json`);
}

/** Makes the queries for so many papers, which are there, where there are none yet. */
export async function makeQueries(papers: number): Promise<void> {
  const path = queriesFile(papers);
  if (existsSync(path)) return;
  writeFileSync(path, JSON.stringify(await chooseQueries(papersFile(papers))));
}

async function chooseQueries(papers: string): Promise<Query[]> {
  const titles: string[] = [];
  for await (const { title } of readPapers(papers)) titles.push(title);
  const random = seededRandom(42);
  const made: Query[] = [];
  while (made.length < asked) {
    const title = texToText(titles[Math.floor(random() * titles.length)]!);
    const words = title.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
    const length = 2 + Math.floor(random() * 5);
    if (words.length < length) continue;
    const from = Math.floor(random() * (words.length - length + 1));
    const query = words
      .slice(from, from + length)
      .filter((word) => !stopWords.has(word.toLowerCase()));
    if (query.length > 0) made.push(query);
  }
  return made;
}
