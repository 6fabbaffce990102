// What a query is read into. Every node knows from where to where it stands in the text.
import type { OwnFilter } from "../../community/library/own-papers.ts";

export interface Place {
  from: number;
  to: number;
}

/** Something that was typed and could not be followed, at its place, in one plain sentence. */
export interface Mistake extends Place {
  says: string;
}

export type Node =
  WordNode | PhraseNode | IdentifierNode | FilterNode | SimilarNode | SortNode | Several | Not;

/** Where words must stand; `anywhere` is title, abstract, authors and identifiers. */
export type Where = "anywhere" | "title" | "abstract" | "author" | "comment" | "journal";

export interface WordNode extends Place {
  kind: "word";
  /** As written, hyphens and all. */
  word: string;
  where: Where;
  /** How often it was said side by side with the same others. */
  times: number;
  /** In quotes: no other word stands in for it. */
  exact: boolean;
  /** A word such as "the", beside words that say more. */
  leftOut: boolean;
}

/** Words side by side; of an author, words of one name. */
export interface PhraseNode extends Place {
  kind: "phrase";
  words: readonly string[];
  where: Where;
}

export interface IdentifierNode extends Place {
  kind: "identifier";
  /** Bare, in lower case. */
  identifier: string;
  /** Its words, where it was not said to be one: titles name papers, too. */
  words: readonly WordNode[];
}

export interface FilterNode extends Place, Filter {
  kind: "filter";
  name: FilterName;
}

export interface Filter {
  /** The filter in its usual spelling: `cat:cs.CV`. */
  written: string;
  /** In words, to be said of papers: `with code`, `from 1 March 2025 on`. */
  says: string;
  asks: Asks;
}

export type FilterName =
  "cat" | "source" | "has" | "is" | "after" | "before" | "on" | "votes" | "tag";

type Asks =
  | { kind: "facet"; facet: string }
  /** Both included, counted from 1970-01-01. */
  | { kind: "days"; from: number; to: number }
  | { kind: "votes"; least: number; most: number }
  /** Of whoever asks. */
  | { kind: "own"; filter: OwnFilter };

/** Relevance is by words and meaning; each of the two can be had alone. */
export type OrderName = "relevance" | "words" | "meaning" | "date" | "votes";

/** What was read, or what is wrong with it. */
export type Read<What> = What | { mistake: string };

export interface SortNode extends Place {
  kind: "sort";
  order: OrderName;
}

/** Papers like this one; of several such, like all of them together. */
interface SimilarNode extends Place {
  kind: "similar";
  /** Bare, in lower case. */
  identifier: string;
}

interface Several extends Place {
  kind: "and" | "or";
  of: readonly Node[];
}

interface Not extends Place {
  kind: "not";
  of: Node;
}

/** What must hold all together. */
export function partsOfAll(tree: Node | undefined): readonly Node[] {
  if (tree === undefined) return [];
  return tree.kind === "and" ? tree.of.flatMap(partsOfAll) : [tree];
}

/** The nodes that hold words, without those that must not be there. */
export function wantedIn(node: Node): readonly (WordNode | PhraseNode | IdentifierNode)[] {
  switch (node.kind) {
    case "and":
    case "or":
      return node.of.flatMap(wantedIn);
    case "word":
      return node.leftOut ? [] : [node];
    case "phrase":
    case "identifier":
      return [node];
    default:
      return [];
  }
}

/** Whether papers can be ranked by it: by words of their text. */
export function isText(node: WordNode | PhraseNode | IdentifierNode): boolean {
  if (node.kind === "identifier") return node.words.length > 0;
  return node.where === "anywhere" || node.where === "title" || node.where === "abstract";
}

/** What is said again stands once; a word that is said again counts for more. */
export function withoutRepeats<Each extends Node>(nodes: readonly Each[]): Each[] {
  const known = new Map<string, Node>();
  return nodes.filter((node) => {
    const key = keyOf(node);
    const before = known.get(key ?? "");
    if (key !== undefined && !before) known.set(key, node);
    if (before?.kind === "word" && node.kind === "word") before.times += node.times;
    return before === undefined;
  });
}

function keyOf(node: Node): string | undefined {
  switch (node.kind) {
    case "word":
      return `${node.where} ${node.exact} ${node.word}`;
    case "phrase":
      return `${node.where} "${node.words.join(" ")}"`;
    case "filter":
      return node.written;
    case "similar":
      return `similar:${node.identifier}`;
    case "identifier":
      return `id:${node.identifier} ${node.words.length}`;
    default:
      return undefined;
  }
}
