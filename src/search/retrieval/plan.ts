// A clause made ready for searching: keys looked up, words weighed, parts put in order, so that
// little is left to do for each segment. See planner.ts.
import type { PhraseClause } from "./clause.ts";
import type { Postings } from "./postings.ts";

export type Plan =
  | WordPlan
  | FacetsPlan
  | PhrasePlan
  /** Of `and`, what takes the least effort first. */
  | { kind: "and" | "or"; of: readonly Plan[]; effort: number }
  | { kind: "not"; of: Plan; effort: number }
  | { kind: "days"; from: number; to: number; effort: number }
  /** In order. */
  | { kind: "papers"; numbers: Uint32Array; effort: number };

export interface WordPlan {
  kind: "word";
  /** By segment, of each key that it holds. */
  lists: readonly (readonly Postings[])[];
  /** Whether it may be in either of title and abstract. */
  anywhere: boolean;
  /** What each code adds to a paper's score; 0 where the field is wrong. */
  weights: Int32Array;
  /** How often it is asked for. */
  times: number;
  /** How many papers there are to look at, or nearly so. */
  effort: number;
}

/** Papers that have any of these. */
export interface FacetsPlan {
  kind: "facets";
  facets: readonly number[];
  times: number;
  effort: number;
}

export interface PhrasePlan {
  kind: "phrase";
  /** What may stand at each place, the rarest first, */
  words: readonly WordPlan[];
  /** and which place that is, counted from the phrase's first. */
  offsets: readonly number[];
  fields: number;
  together: PhraseClause["together"];
  effort: number;
}

/** The words that make a paper's score: all but those that must not be there. */
export function wordsIn(plan: Plan, isWanted = true): readonly WordPlan[] {
  switch (plan.kind) {
    case "word":
      return isWanted ? [plan] : [];
    case "phrase":
      return isWanted ? plan.words : [];
    case "or":
    case "and":
      return plan.of.flatMap((part) => wordsIn(part, isWanted));
    case "not":
      return wordsIn(plan.of, !isWanted);
    default:
      return [];
  }
}
