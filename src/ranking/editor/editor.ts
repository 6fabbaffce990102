// The editor: what a model says of a paper before anybody has voted, and why. Reading a manuscript
// takes a fraction of a millisecond and depends on it alone; judging what was read takes what is
// known of its authors, and is quick.
import { contentTerms } from "../../search/embedder/content-terms.ts";
import type { Embedder, TermRows } from "../../search/embedder/embedder.ts";
import { authorTraits, authorTraitsOf, timesOf, type Standing } from "./author-history.ts";
import type { Judgement, Part } from "./judgement.ts";
import type { Manuscript } from "./manuscript.ts";
import type { EditorModel } from "./model.ts";
import { traits, traitsOf } from "./traits.ts";
import { Forest } from "./trees.ts";
import { bareWord, fieldOf, wordsOf } from "./words.ts";

/** What a model makes of a manuscript by itself. */
export interface Reading {
  /** The features of the trees but for those of the authors. */
  row: readonly number[];
  vector: Int8Array;
  /** The words that speak most for it and most against it, the strongest first. */
  tellingFor: readonly string[];
  tellingAgainst: readonly string[];
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

/** A row of the trees: what was read, and where the authors stand. */
export function rowOf(reading: Pick<Reading, "row">, standings: readonly Standing[]): Float32Array {
  // In single precision, as the trees were trained.
  return Float32Array.from([...reading.row, ...authorTraitsOf(standings)]);
}

const tellingWords = 3;

export class Editor {
  readonly model: EditorModel;
  private forest: Forest;
  private vectors: Vectors;
  private codeAt = features.findIndex(({ name }) => name === "code link");
  private pageAt = features.findIndex(({ name }) => name === "project page");
  private acceptedAt = features.findIndex(({ name }) => name === "accepted somewhere");

  constructor(model: EditorModel, embedder: Embedder) {
    this.model = model;
    this.forest = new Forest(model.trees);
    this.vectors = new Vectors(embedder);
  }

  read(manuscript: Manuscript): Reading {
    const { words, meaning } = this.model;
    const told = weigh(wordsOf(manuscript), words);
    const sums = { text: 0, title: 0, comment: 0, category: 0 };
    const byWord = new Map<string, number>();
    for (const [key, share] of told) {
      const field = fieldOf(key);
      sums[field] += share;
      if (field === "comment" || field === "category") continue;
      const word = bareWord(key);
      byWord.set(word, (byWord.get(word) ?? 0) + share);
    }
    const { vector, inverseLength } = this.vectors.of(manuscript);
    const strongest = [...byWord].toSorted(([, one], [, other]) => other - one);
    return {
      row: [
        sums.text + sums.title,
        sums.comment,
        sums.category,
        product(vector, meaning) * inverseLength,
        ...traitsOf(manuscript),
      ],
      vector,
      tellingFor: telling(strongest.filter(([, share]) => share > 0)),
      tellingAgainst: telling(strongest.filter(([, share]) => share < 0).toReversed()),
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
    const said = start + this.forest.explain(row, shares);
    const odds = calibration.slope * said + calibration.offset;
    return {
      chance: 1 / (1 + Math.exp(-odds)),
      parts: this.partsOf(shares, row, { reading, manuscript, standings }),
      vector: reading.vector,
    };
  }

  private partsOf(
    shares: Float64Array,
    row: Float32Array,
    about: {
      reading: Reading;
      manuscript: Pick<Manuscript, "categories">;
      standings: readonly Standing[];
    },
  ): Part[] {
    const sums = new Map<Part["kind"], number>();
    features.forEach(({ part }, i) => {
      sums.set(part, (sums.get(part) ?? 0) + this.model.calibration.slope * shares[i]!);
    });
    return [...sums]
      .map(([kind, share]) => ({ kind, share, text: this.say(kind, share, row, about) }))
      .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share));
  }

  private say(
    kind: Part["kind"],
    share: number,
    row: Float32Array,
    {
      reading,
      manuscript,
      standings,
    }: {
      reading: Reading;
      manuscript: Pick<Manuscript, "categories">;
      standings: readonly Standing[];
    },
  ): string {
    switch (kind) {
      case "words": {
        const words = share < 0 ? reading.tellingAgainst : reading.tellingFor;
        return words.length > 0 ? `words: ${words.join(", ")}` : "its words";
      }
      case "authors":
        return sayAuthors(timesOf(standings), standings.length);
      case "links": {
        const links = [
          ...(row[this.codeAt] ? ["code"] : []),
          ...(row[this.pageAt] ? ["project page"] : []),
        ];
        return links.length > 0 ? links.join(" and ") : "links";
      }
      case "comment":
        return row[this.acceptedAt] ? "accepted for publication" : "what its comment says";
      case "category":
        return manuscript.categories[0] ? `in ${manuscript.categories[0]}` : "no category";
      case "form":
        return "form of title and abstract";
    }
  }
}

function sayAuthors(times: number, authors: number): string {
  if (times === 0)
    return authors === 1 ? "one author, not picked before" : "authors not picked before";
  return `authors picked ${times === 1 ? "once" : `${times} times`} before`;
}

/** The first few of them that tell a reader something. */
function telling(strongest: readonly [word: string, share: number][]): string[] {
  const words: string[] = [];
  for (const [word] of strongest) {
    if (words.length === tellingWords) break;
    if (isTelling(word)) words.push(word);
  }
  return words;
}

/** Without function words, numbers and letters, which tell a reader nothing. */
function isTelling(word: string): boolean {
  let telling = false;
  contentTerms(word, () => {
    telling = true;
  });
  return telling;
}

/** By word: what it adds, given all the others beside it. */
function weigh(
  counts: ReadonlyMap<string, number>,
  words: EditorModel["words"],
): Map<string, number> {
  const told = new Map<string, number>();
  let squares = 0;
  for (const [key, count] of counts) {
    const word = words.get(key);
    if (!word) continue;
    const value = (1 + Math.log(count)) * word.rarity;
    squares += value * value;
    told.set(key, value * word.weight);
  }
  const length = Math.sqrt(squares) || 1;
  for (const [key, share] of told) told.set(key, share / length);
  return told;
}

/** Vectors of papers, as the search has them. */
export class Vectors {
  private embedder: Embedder;
  private rows = new Map<string, TermRows>();

  constructor(embedder: Embedder) {
    this.embedder = embedder;
  }

  of({ title, abstract }: Pick<Manuscript, "title" | "abstract">): {
    vector: Int8Array;
    inverseLength: number;
  } {
    const counts = new Map<string, number>();
    contentTerms(`${title}\n${abstract}`, (term) => counts.set(term, (counts.get(term) ?? 0) + 1));
    for (const [term, count] of counts) {
      let rows = this.rows.get(term);
      if (!rows) {
        rows = this.embedder.rowsOf(term);
        if (this.rows.size >= mostTermsKept) this.rows.clear();
        this.rows.set(term, rows);
      }
      this.embedder.add(rows, count);
    }
    const vector = new Int8Array(this.embedder.dimensions);
    return { vector, inverseLength: this.embedder.take(vector) };
  }
}

const mostTermsKept = 200_000;

export function product(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
