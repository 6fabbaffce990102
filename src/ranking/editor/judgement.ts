// What the editor's model says of a paper before anybody has voted.

/** A part of the interest, as log-odds: what it adds to those of a typical paper, or takes away. */
export interface Part {
  kind: "words" | "authors" | "links" | "comment" | "category" | "form";
  /** In words, as it stands on a card: `words: robot, tactile`, `authors featured 14 times`. */
  text: string;
  share: number;
}

export interface Judgement {
  /** How likely a community picks it, 0 to 1. */
  chance: number;
  /** Strongest first; together the paper's log-odds above those of a typical paper. */
  parts: Part[];
  /** What the paper is about, as the search knows it: two that are alike have a high product. */
  vector: Int8Array;
}
