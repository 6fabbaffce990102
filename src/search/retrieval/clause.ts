// What the index is asked: plain data, so that it can be sent to the thread that searches. The
// language that readers type is compiled into this; see ../language.
import type { Counted, QueryVector } from "../vectors/meaning.ts";
import type { inAbstract, inTitle } from "../segments/impact.ts";

/** Where in a paper's text: `inTitle`, `inAbstract`, or both (3). */
export type Fields = typeof inTitle | typeof inAbstract | 3;

export type Clause =
  | WordClause
  | PhraseClause
  | { kind: "or" | "and"; of: readonly Clause[] }
  | { kind: "not"; of: Clause }
  /** Papers of a facet such as `cat:cs.CV`, `source:arxiv`, `has:code`; `cat:cs` means all of `cs.*`. */
  | { kind: "facet"; facet: string }
  /** Papers of these days, both included, counted from 1970-01-01. */
  | { kind: "days"; from: number; to: number }
  /** These papers, by their numbers in the catalogue: what SQL knows and the index does not. */
  | { kind: "papers"; numbers: Uint32Array };

/** Papers that hold any of the keys (see `termKey`); without keys none. */
export interface WordClause {
  kind: "word";
  keys: readonly string[];
  fields: Fields;
  /** How much it counts in the score; 1 is usual. */
  weight: number;
  /** As it was typed, folded and in lower case, when near words may stand in for it. */
  typed?: string;
}

/** Papers that hold, place after place, any of the place's keys. */
export interface PhraseClause {
  kind: "phrase";
  places: readonly (readonly string[])[];
  fields: Fields;
  /** Side by side in text; of one author's name, in whatever order. */
  together: "in a row" | "in one name";
}

export type Order =
  | { by: "relevance" }
  /** Newest listing day first. */
  | { by: "date" }
  /** Most votes first, then newest; papers that are not named have none. */
  | { by: "votes"; numbers: Uint32Array; votes: Uint32Array };

/** Words whose meaning is looked for, or papers to which others are to be alike. */
export interface Meant {
  words?: readonly Counted[];
  /** The same as they were typed, for models that read sentences. */
  text?: string;
  /** What a model of the owner's choice makes of that text. */
  vector?: QueryVector;
  /** By their numbers. */
  papers?: readonly number[];
  /** What papers must pass that are found by it; all pass when left out. */
  among?: Clause;
  /** By meaning alone: words are neither looked for nor scored. */
  alone?: boolean;
}

/** How a paper of an answer was found: by all that was asked, some of the words, or meaning alone. */
export type FoundBy = "all" | "some" | "meaning";

export interface IndexRequest {
  /** All papers when left out. */
  clause?: Clause;
  /** Papers that stand before all others if they match: an exact title. */
  first?: readonly number[];
  /** What to fall back to, with the same filters, where fewer than `limit` papers match `clause`. */
  nearly?: Clause;
  order: Order;
  /** What is meant: papers near to it are found and ordered by it too, where the order is relevance. */
  meant?: Meant;
  /** How many of the best to leave out, and how many to give. */
  offset: number;
  limit: number;
  /** Whether near words may stand in for words that no paper holds. */
  forgiving: boolean;
  /** Left out, nothing but the total is counted. */
  counting?: boolean;
}

/** A word that no paper holds, and what was looked for instead. */
export interface Forgiven {
  typed: string;
  /** Keys of the terms that stand in, most papers first. */
  keys: readonly string[];
  /** A paper that holds the first of them, from whose text its spelling can be learned. */
  paper: number;
}

export interface IndexAnswer {
  /** Numbers of this page's papers in order. */
  numbers: readonly number[];
  /** Of each of `numbers`. */
  foundBy: readonly FoundBy[];
  /** How many match `clause`. */
  total: number;
  /** How many of those that can be listed are beyond `total` and `nearly`: found by meaning. */
  near: number;
  /** How many match `nearly` and not `clause`; 0 where it was not needed. */
  nearly: number;
  /** Of what matched `clause`, or of `nearly` where nothing did. */
  facets: readonly { facet: string; papers: number }[];
  /** By month, counted from January 1970, in order; without those that have none. */
  months: readonly { month: number; papers: number }[];
  forgiven: readonly Forgiven[];
  /** Set where phrases of common words were so many that some papers only hold the words. */
  isRough?: true;
}

/** Several clauses about the same papers, in one message. */
export interface EachRequest {
  clauses: readonly Clause[];
  /** Only papers that match this are looked at. */
  within: Clause;
  /** Whether the papers are listed; else they are counted only. */
  listing: boolean;
}

/** What one of the clauses matches. */
export interface EachAnswer {
  total: number;
  /** In no order; empty where they are counted only. */
  numbers: readonly number[];
}

/** The index, whatever thread it lives in. */
export interface Finder {
  find(request: IndexRequest): Promise<IndexAnswer>;
  /** What each of some clauses matches, in their order. */
  findEach(request: EachRequest): Promise<readonly EachAnswer[]>;
}
