// The editor: what a model says of a paper before anybody has voted, and why. Reading a manuscript
// takes a fraction of a millisecond and depends on it alone; judging what was read takes what is
// known of its authors, and is quick.
import type { Embedder } from "../../search/embedder/embedder.ts";
import { authorTraits, authorTraitsOf, type Standing } from "./author-history.ts";
import type { Judgement, Part } from "./judgement.ts";
import type { Manuscript } from "./manuscript.ts";
import type { EditorModel } from "./model.ts";
import { chanceOf } from "./log-odds.ts";
import { sayPart, type Sayable } from "./say.ts";
import { tellingOfComment, tellingOfText, type Telling } from "./telling.ts";
import { traits, traitsOf } from "./traits.ts";
import { Forest } from "./trees.ts";
import { product, Vectors } from "./vectors.ts";
import { fieldOf, valuesOf, wordsOf } from "./words.ts";

/** What a model makes of a manuscript by itself. */
export interface Reading {
  /** The features of the trees but for those of the authors. */
  row: readonly number[];
  vector: Int8Array;
  words: Telling;
  comment: Telling;
}

/** The features of the trees, in their order, each with the part of the interest that it is of. */
export const features: readonly { name: string; part: Part["kind"] }[] = [
  { name: "words of the text", part: "words" },
  { name: "words of the comment", part: "comment" },
  { name: "which categories", part: "category" },
  { name: "meaning", part: "words" },
  ...traits,
  ...authorTraits.map((name) => ({ name, part: "authors" as const })),
];

const placeOf = new Map(features.map(({ name }, place) => [name, place]));

/** A row of the trees: what was read, and where the authors stand. */
export function rowOf(reading: Pick<Reading, "row">, standings: readonly Standing[]): Float32Array {
  // In single precision, as the trees were trained.
  return Float32Array.from([...reading.row, ...authorTraitsOf(standings)]);
}

export class Editor {
  readonly model: EditorModel;
  private forest: Forest;
  private vectors: Vectors;

  constructor(model: EditorModel, embedder: Embedder) {
    this.model = model;
    this.forest = new Forest(model.trees);
    this.vectors = new Vectors(embedder);
  }

  read(manuscript: Manuscript): Reading {
    const { words, meaning } = this.model;
    const counts = wordsOf(manuscript);
    const values = valuesOf(counts, (word) => words.get(word)?.rarity);
    const shares = new Map(
      [...values].map(([word, value]) => [word, value * words.get(word)!.weight]),
    );
    const sums = { text: 0, title: 0, comment: 0, category: 0 };
    for (const [key, share] of shares) sums[fieldOf(key)] += share;
    const { vector, inverseLength } = this.vectors.of(manuscript);
    return {
      row: [
        sums.text + sums.title,
        sums.comment,
        sums.category,
        product(vector, meaning) * inverseLength,
        ...traitsOf(manuscript),
      ],
      vector,
      words: tellingOfText(shares, counts, words),
      comment: tellingOfComment(shares),
    };
  }

  judge(
    reading: Reading,
    manuscript: Pick<Manuscript, "categories">,
    standings: readonly Standing[],
  ): Judgement {
    const { start, calibration } = this.model;
    const row = rowOf(reading, standings);
    const shares = new Float64Array(features.length);
    const odds =
      calibration.slope * (start + this.forest.explain(row, shares)) + calibration.offset;
    const { words, comment, vector } = reading;
    const value = (feature: string) => row[placeOf.get(feature)!]!;
    return {
      chance: chanceOf(odds),
      parts: this.partsOf(shares, { manuscript, standings, words, comment, value }),
      vector,
    };
  }

  private partsOf(shares: Float64Array, paper: Sayable): Part[] {
    const sums = new Map<Part["kind"], number>();
    features.forEach(({ part }, i) => {
      sums.set(part, (sums.get(part) ?? 0) + this.model.calibration.slope * shares[i]!);
    });
    return [...sums]
      .map(([kind, share]) => ({ kind, share, text: sayPart(kind, share, paper) }))
      .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share));
  }
}
