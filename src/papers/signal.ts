/** Anything that speaks for a paper. */
export interface Signal {
  /** The paper's number in the catalogue. */
  paper: number;
  kind: "upvote";
  /** Who says so: this instance's readers are `here`. */
  source: string;
  /** When it was said, ISO 8601. */
  at: string;
}
