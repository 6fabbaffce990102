// What words promise, and the search's vector: linear models, and what they say of papers that come
// after those that they have seen.
import type { Day } from "../../../papers/period.ts";
import { halved } from "../../half-life.ts";
import { product } from "../vectors.ts";
import { denseRidge, sparseRidge, type SparseRow } from "./ridge.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Papers as the linear models see them, in the order of their days. */
export interface LinearTask {
  rows: readonly SparseRow[];
  /** Vectors of length 1. */
  meanings: readonly Float32Array[];
  gains: readonly number[];
  days: readonly Day[];
  vocabulary: Vocabulary;
}

export interface Linear {
  /** By word what it adds. */
  words: Float64Array;
  /** By dimension what it adds, and a constant behind them. */
  meaning: Float64Array;
}

/** What is said of a paper, in the order of the trees' first features. */
export type Told = [text: number, comment: number, category: number, meaning: number];

const lambdaOfWords = 4;
const lambdaOfMeaning = 15;
// Fashions pass: a paper says half as much for each of these that it is older than the newest.
const halfLifeDays = 120;

/** Fits both to the first papers. */
export function fitLinear(
  { rows, meanings, gains, days, vocabulary }: LinearTask,
  first = rows.length,
): Linear {
  const liked = gains.slice(0, first);
  const newest = Date.parse(days[first - 1] ?? "");
  const weights = Float64Array.from(days.slice(0, first), (day) =>
    halved(newest - Date.parse(day), halfLifeDays),
  );
  return {
    words: sparseRidge(rows.slice(0, first), liked.map(Math.sqrt), {
      weights,
      columns: vocabulary.words.length,
      lambda: lambdaOfWords,
    }),
    meaning: denseRidge(meanings.slice(0, first), liked, { weights, lambda: lambdaOfMeaning }),
  };
}

/**
 * Of the papers of each part what is said by the models of all parts before it, so that whoever
 * learns from it learns how far such words are to be trusted. Of the first part nothing is said.
 * @param bounds where the parts begin, and behind them where the last one ends
 */
export function tellAhead(
  task: LinearTask,
  bounds: readonly number[],
  onPart: (part: number) => void,
): Told[] {
  return bounds.slice(1, -1).flatMap((begin, i) => {
    onPart(i + 1);
    const model = fitLinear(task, begin);
    const members = Array.from({ length: bounds[i + 2]! - begin }, (_, at) => begin + at);
    return members.map((member) => tell(model, task, member));
  });
}

function tell(
  { words, meaning }: Linear,
  { rows, meanings, vocabulary }: LinearTask,
  member: number,
): Told {
  const sums = { text: 0, title: 0, comment: 0, category: 0 };
  const { columns, values } = rows[member]!;
  columns.forEach((column, i) => {
    sums[vocabulary.fields[column]!] += values[i]! * words[column]!;
  });
  const said = product(meanings[member]!, meaning);
  return [sums.text + sums.title, sums.comment, sums.category, said];
}
