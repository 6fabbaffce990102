// Anything that speaks for a paper: one by one as it was said here, or counted as another site shows it.

export type Signal = Upvote | Count;

export interface Upvote {
  /** The paper's number in the catalogue. */
  paper: number;
  kind: "upvote";
  /** Who says so: this instance's readers are `here`. */
  source: string;
  /** When it was said, ISO 8601. */
  at: string;
}

/** How many there were by then, all together. */
export interface Count {
  paper: number;
  kind: "upvotes" | "comments" | "stars";
  /** Who shows it: `hugging-face`. */
  source: string;
  value: number;
  /** When it was shown, ISO 8601. */
  at: string;
  /** The earliest count of the week before that moment, which tells the growth. */
  before?: { value: number; at: string };
}
