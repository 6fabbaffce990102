// The orders that are compared: each gives the papers of a day scores, and the highest stands first.
import { arxivOf } from "../../papers/identifier.ts";
import { AuthorHistory, type Announced, type Picked } from "../editor/author-history.ts";
import type { Editor, Reading } from "../editor/editor.ts";
import { seededRandom } from "../../search/evaluation/random.ts";
import type { Judged } from "../editor/training/train.ts";
import { sparseProduct, sparseRidge } from "../editor/training/ridge.ts";
import { readVocabulary, sparseRow } from "../editor/training/vocabulary.ts";
import type { RecordedPaper } from "./recorded-days.ts";

export interface Order {
  name: string;
  /** What it goes by, in words. */
  means: string;
  score: (paper: RecordedPaper) => number;
}

export function chanceOrder(seed: number): Order {
  const random = seededRandom(seed);
  return { name: "chance", means: "drawn by lot", score: () => random() };
}

/** By arXiv's number, which tells when a paper was sent in. */
export const newestOrder: Order = {
  name: "newest",
  means: "what was sent in last",
  score: ({ paper }) => numberOf(paper),
};

export const codeOrder: Order = {
  name: "code",
  means: "what links to code, the newest first",
  score: ({ paper, manuscript }) => {
    const links = /github\.com|gitlab\.com/i.test(`${manuscript.abstract} ${manuscript.comment}`);
    return Number(links) + numberOf(paper);
  },
};

/** Below one. */
function numberOf(paper: string): number {
  const [month = 0, number = 0] = (arxivOf(`arxiv:${paper}`) ?? paper).split(".").map(Number);
  return (month + number / 1e6) / 1e5 || 0;
}

/** Hacker News (news.arc of 2010), on the votes that were counted. */
export const hackerNewsOrder: Order = {
  name: "hacker-news",
  means: "(votes − 1)^0.8 / (hours + 2)^1.8, seeing the votes",
  score: ({ featured }) => {
    if (!featured) return -1;
    return Math.max(0, featured.upvotes - 1) ** 0.8 / (featured.hours + 2) ** 1.8;
  },
};

/** Lobsters (story.rb), without its tags: votes and comments in orders of magnitude, and the time. */
export const lobstersOrder: Order = {
  name: "lobsters",
  means: "log10(votes + 1 + comments), less an order a day nearly, seeing the votes",
  score: ({ featured }) => {
    if (!featured) return -1e9;
    const { upvotes, comments, hours } = featured;
    const discussed = Math.min(upvotes, comments / 2);
    return Math.log10(Math.max(1, upvotes + 1 + discussed)) - (hours * 3600) / 79_200;
  },
};

/** A ridge regression on how often words stand in title and abstract, trained on these papers. */
export function wordsOrder(before: readonly Judged[]): Order {
  const textOnly = ({ manuscript }: Judged) => ({ ...manuscript, categories: [], comment: null });
  const vocabulary = readVocabulary(before.map(textOnly));
  const weights = sparseRidge(
    before.map((judged) => sparseRow(textOnly(judged), vocabulary)),
    before.map(({ gain }) => gain),
    {
      weights: new Float64Array(before.length).fill(1),
      columns: vocabulary.words.length,
      lambda: 1,
    },
  );
  return {
    name: "words",
    means: "a ridge regression on words, trained on the days before",
    score: (paper) => sparseProduct(sparseRow(textOnly(paper), vocabulary), weights),
  };
}

/** An editor's model; `heard` is what it hears of from day to day. */
export function editorOrder(
  editor: Editor,
  { name, means, heard }: { name: string; means: string; heard: Heard },
): Order {
  const history = new AuthorHistory({ known: editor.model.authors, ...heard });
  const readings = new Map<string, Reading>();
  return {
    name,
    means,
    score: ({ paper, manuscript }) => {
      let reading = readings.get(paper);
      if (!reading) readings.set(paper, (reading = editor.read(manuscript)));
      const { authors, day } = manuscript;
      return editor.judge(reading, manuscript, history.before(day, { paper, authors })).chance;
    },
  };
}

export interface Heard {
  announced: readonly Announced[];
  picked: readonly Picked[];
}
