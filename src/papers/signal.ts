// Anything that speaks for a paper: one by one as it was said here, or counted as another site shows it.
import type { Day } from "./period.ts";

export type Signal = Upvote | Discussed | Count | EditorsPick;

export interface Upvote {
  /** The paper's number in the catalogue. */
  paper: number;
  kind: "upvote";
  /** Who says so: this instance's readers are `here`. */
  source: string;
  /** When it was said, ISO 8601. */
  at: string;
  /**
   * How much of a vote it counts: less than 1 from a newcomer, and as one of many from one place;
   * nothing from whoever was banned.
   */
  weight: number;
}

/** A reader takes part in the discussion of the paper, however much they say. */
export interface Discussed {
  paper: number;
  kind: "comment";
  /** Where: this instance is `here`. */
  source: string;
  /** When they first said something, ISO 8601. */
  at: string;
  /** How much it counts, as of a vote. */
  weight: number;
  /** The reader's number. */
  by: number;
}

/** An editor put the paper on top of an edition. */
export interface EditorsPick {
  paper: number;
  kind: "pick";
  /** The edition on top of which it stands. */
  day: Day;
  /** Among the picks of that day, the first lowest. */
  place: number;
  /** The editor's number; nobody's once the account is gone. */
  by: number | null;
  /** How the editor is called. */
  name: string;
  /** Why, in the editor's words; may be empty. */
  sentence: string;
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
