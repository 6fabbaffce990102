// Reads what a reader types: one language for search box, sections, feeds, digests and API.
// Every string is a query; what could not be followed is told at its place.
import type { Day } from "../../papers/period.ts";
import { clean, longestQuery } from "./clean.ts";
import { grow } from "./grammar.ts";
import {
  isText,
  wantedIn,
  type Mistake,
  type Node,
  type OrderName,
  type Place,
  type PhraseNode,
  type SortNode,
  type WordNode,
} from "./tree.ts";
import { isCommon, isShouting } from "./words.ts";

export { longestQuery } from "./clean.ts";
export type { Mistake } from "./tree.ts";

export interface Query {
  /** As typed: trimmed, without control characters, cut to `longestQuery`. */
  text: string;
  /** Nothing is looked for: no words and no filters. */
  isEmpty: boolean;
  /** There is something to rank by. */
  hasWords: boolean;
  /** As asked; usual are relevance where there are words, and date where there are none. */
  order: OrderName | undefined;
  /** Bare identifiers of the papers to which others are to be similar. */
  similarTo: readonly string[];
  tree: Node | undefined;
  /** Where it asks for what one reader has: `is:saved`, `tag:robots`. */
  own: readonly Place[];
  /** In the order of the text. */
  mistakes: readonly Mistake[];
  /** What would close the quotation and the parentheses that were left open. */
  unclosed: string;
}

export function parseQuery(typed: string, { today }: { today: Day }): Query {
  const { text, isCut } = clean(typed);
  const { tree, mistakes, unclosed } = grow(text, today);
  const leaves = tree ? leavesOf(tree) : [];
  calm(leaves.filter((leaf) => leaf.kind === "word" || leaf.kind === "phrase"));
  leaveOutCommon(leaves);
  const cut = {
    from: text.length,
    to: text.length,
    says: `A query takes up to ${longestQuery} characters; the rest was left out.`,
  };
  return {
    text,
    isEmpty: leaves.every(({ kind }) => kind === "sort"),
    hasWords: tree !== undefined && wantedIn(tree).some(isText),
    order: leaves.findLast((leaf): leaf is SortNode => leaf.kind === "sort")?.order,
    similarTo: leaves.flatMap((leaf) => (leaf.kind === "similar" ? [leaf.identifier] : [])),
    own: leaves.filter((leaf) => leaf.kind === "filter" && leaf.asks.kind === "own"),
    tree,
    mistakes: isCut ? [...mistakes, cut] : mistakes,
    unclosed,
  };
}

/** The same of what may have been read before. */
export function asQuery(query: string | Query, options: { today: Day }): Query {
  return typeof query === "string" ? parseQuery(query, options) : query;
}

/**
 * The same for what belongs to nobody in particular, such as sections and letters: what one reader
 * has is a mistake there.
 */
export function parseSharedQuery(typed: string, options: { today: Day }): Query {
  const query = parseQuery(typed, options);
  const misplaced = query.own.map(({ from, to }) => ({
    from,
    to,
    says: "This asks for what one reader saved, read or tagged, and this search is for everybody.",
  }));
  const mistakes = [...query.mistakes, ...misplaced].toSorted((a, b) => a.from - b.from);
  return { ...query, mistakes };
}

type Leaf = Exclude<Node, { kind: "and" | "or" | "not" }>;

function leavesOf(node: Node): Leaf[] {
  switch (node.kind) {
    case "and":
    case "or":
      return node.of.flatMap(leavesOf);
    case "not":
      return leavesOf(node.of);
    default:
      return [node];
  }
}

/** A title pasted in capitals is looked for in small letters. */
function calm(leaves: readonly (WordNode | PhraseNode)[]): void {
  if (!isShouting(leaves.flatMap((leaf) => (leaf.kind === "word" ? leaf.word : leaf.words))))
    return;
  for (const leaf of leaves) {
    if (leaf.kind === "word") leaf.word = leaf.word.toLowerCase();
    else leaf.words = leaf.words.map((word) => word.toLowerCase());
  }
}

/** "The" and "of" are looked for only where there is nothing else. */
function leaveOutCommon(leaves: readonly Leaf[]): void {
  const said = leaves.filter(
    ({ kind }) => kind === "word" || kind === "phrase" || kind === "identifier",
  );
  const common = said.filter((leaf) => leaf.kind === "word").filter(isCommon);
  if (common.length < said.length) for (const word of common) word.leftOut = true;
}
