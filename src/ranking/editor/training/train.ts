// Trains an editor's model: from the papers of some days, and which of them a community picked.
//
// Two steps. Linear models say what words, and the search's vector, promise; boosted trees weigh
// that against what can be counted and against the authors' history. What the trees learn from was
// said, and known, before the papers came: of each part of the days by the parts before it.
import { createHash } from "node:crypto";
import type { Embedder } from "../../../search/embedder/embedder.ts";
import { AuthorHistory, type Picked } from "../author-history.ts";
import { rowOf } from "../editor.ts";
import type { Manuscript } from "../manuscript.ts";
import { packEditorModel, rounded, type EditorModel } from "../model.ts";
import { traitsOf } from "../traits.ts";
import { valueOf, type Tree } from "../trees.ts";
import { Vectors } from "../vectors.ts";
import { boost, type BoostingOptions } from "./boosting.ts";
import { calibrate } from "./calibration.ts";
import { fitLinear, tellAhead, type Linear, type LinearTask } from "./linear.ts";
import { readVocabulary, sparseRow, type Vocabulary } from "./vocabulary.ts";

/** A paper of which it is known what became of it. */
export interface Judged {
  /** What it is called, the same as in what was picked. */
  paper: string;
  manuscript: Manuscript;
  /** log2(1 + votes) where it was picked, 0 where not. */
  gain: number;
}

export interface TrainingOptions {
  embedder: Embedder;
  /** All that was picked up to the last day, for the authors' history. */
  picked: readonly Picked[];
  seed?: number;
  onProgress?: (line: string) => void;
}

// Chosen on 2025-08 to 2025-12, each half trained on the days before it.
const parts = 6;
const forests = 8;
const forest: Omit<BoostingOptions, "seed"> = {
  trees: 100,
  depth: 4,
  rate: 0.06,
  rowsSeen: 0.7,
  featuresSeen: 0.5,
  leastWeight: 2,
  restraint: 5,
};
// One paper in twenty is picked.
const start = -3;

/** @param judged in the order of their days */
export function trainEditor(
  judged: readonly Judged[],
  { embedder, picked, seed = 1, onProgress = () => {} }: TrainingOptions,
): EditorModel {
  onProgress(`Reading ${judged.length} papers`);
  const task = readTask(judged, embedder);
  const bounds = boundsOf(judged);
  const told = tellAhead(task, bounds, (part) =>
    onProgress(`What words promise: part ${part} of ${parts - 1}`),
  );
  onProgress("What words promise: all of it");
  const linear = fitLinear(task);

  const history = new AuthorHistory({
    announced: judged.map(({ manuscript }) => manuscript),
    picked,
  });
  const taught = judged.slice(bounds[1]);
  const gains = taught.map(({ gain }) => gain);
  const table = taught.map(({ paper, manuscript }, i) => {
    const row = [...told[i]!, ...traitsOf(manuscript)];
    const { day, authors } = manuscript;
    return rowOf({ row }, history.before(day, { paper, authors }));
  });
  onProgress("How sure it may be");
  const lastPart = bounds[parts - 1]! - bounds[1]!;
  const trial = growForest(table.slice(0, lastPart), gains.slice(0, lastPart), seed);
  const calibration = calibrate(
    table.slice(lastPart).map((row) => sayOf(trial, row)),
    gains.slice(lastPart).map((gain) => gain > 0),
  );
  const trees = Array.from({ length: forests }, (_, i) => {
    onProgress(`Trees: forest ${i + 1} of ${forests}`);
    return growForest(table, gains, seed + i);
  });
  const last = judged.at(-1)?.manuscript.day ?? "";
  const model: EditorModel = {
    name: "",
    trained: {
      first: judged[0]?.manuscript.day ?? "",
      last,
      papers: judged.length,
      picked: judged.filter(({ gain }) => gain > 0).length,
    },
    words: wordsOfModel(task.vocabulary, linear),
    meaning: Float32Array.from(linear.meaning.slice(0, embedder.dimensions), rounded),
    trees: trees.flat().map(shrunk),
    start,
    calibration,
    authors: history.at(last),
  };
  return { ...model, name: nameOf(model) };
}

function readTask(judged: readonly Judged[], embedder: Embedder): LinearTask {
  const manuscripts = judged.map(({ manuscript }) => manuscript);
  const vectors = new Vectors(embedder);
  const vocabulary = readVocabulary(manuscripts);
  return {
    vocabulary,
    rows: manuscripts.map((manuscript) => sparseRow(manuscript, vocabulary)),
    meanings: manuscripts.map((manuscript) => {
      const { vector, inverseLength } = vectors.of(manuscript);
      return Float32Array.from(vector, (value) => value * inverseLength);
    }),
    gains: judged.map(({ gain }) => gain),
    days: manuscripts.map(({ day }) => day),
  };
}

/** Where parts of as many days begin, and where the last one ends. */
function boundsOf(judged: readonly Judged[]): number[] {
  const days = [...new Set(judged.map(({ manuscript }) => manuscript.day))];
  const begins = Array.from({ length: parts }, (_, part) => {
    const day = days[Math.floor((part * days.length) / parts)];
    return judged.findIndex(({ manuscript }) => manuscript.day === day);
  });
  return [...begins, judged.length];
}

function growForest(table: readonly Float32Array[], gains: readonly number[], seed: number) {
  return boost(table, Float64Array.from(gains), { ...forest, start, seed });
}

function sayOf(trees: readonly Tree[], row: Float32Array): number {
  return trees.reduce((sum, tree) => sum + valueOf(tree, row), start);
}

/** As the file has it: several forests say their mean, and the thresholds are single precision. */
function shrunk(tree: Tree): Tree {
  return {
    ...tree,
    threshold: tree.threshold.map((value) => Number(value.toPrecision(9))),
    value: tree.value.map((value) => rounded(value / forests)),
  };
}

function wordsOfModel({ words, rarities }: Vocabulary, linear: Linear): EditorModel["words"] {
  return new Map(
    words.map((word, i) => [word, { rarity: rarities[i]!, weight: rounded(linear.words[i]!) }]),
  );
}

function nameOf(model: EditorModel): string {
  return createHash("sha256").update(packEditorModel(model)).digest("hex").slice(0, 12);
}
