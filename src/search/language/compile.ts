// Turns a query into what the index is asked: the clause that papers must match, and the looser one
// for where too few do.
import type { OwnFilter } from "../../community/library/own-papers.ts";
import type { Clause, Meant, WordClause } from "../retrieval/clause.ts";
import type { Counted } from "../vectors/meaning.ts";
import { meaningsOfPart, partsOf, termsOfWord } from "../words/terms.ts";
import { lastDay } from "./read-days.ts";
import type { Query } from "./parse.ts";
import { isText, partsOfAll, wantedIn, type FilterNode, type Node } from "./tree.ts";
import {
  clauseOfIdentifier,
  clauseOfPhrase,
  clauseOfUnwanted,
  clauseOfWord,
  identifierClause,
  piecesOf,
  several,
  weighed,
} from "./word-clauses.ts";
import { isCommonWord } from "./words.ts";

/** What SQL knows and the index does not. */
export interface LookUp {
  /** The papers with so many votes, both included; never asked for papers without any. */
  votes: (range: { least: number; most: number }) => Promise<Uint32Array>;
  /** The papers of the reader who asks; left out where nobody in particular does. */
  own?: ((filter: OwnFilter) => Promise<Uint32Array>) | undefined;
  /** The papers of these bare identifiers, those that are here. */
  papers: (identifiers: readonly string[]) => Promise<readonly number[]>;
}

export interface Compiled {
  clause?: Clause;
  nearly?: Clause;
  meant?: Meant;
}

/** Without a clause nothing is asked of papers. */
export async function compile({ tree, similarTo }: Query, lookUp: LookUp): Promise<Compiled> {
  if (!tree) return {};
  const known = new Map<Node, Clause>();
  for (const node of lookedUpIn(tree)) known.set(node, await lookedUpClause(node.asks, lookUp));
  const clause = clauseOf(tree, known);
  const nearly = nearlyOf(tree, known);
  const meant =
    similarTo.length > 0
      ? {
          papers: await lookUp.papers(similarTo),
          ...(clause && { among: clause }),
          alone: true,
        }
      : meantBy(tree, known);
  return { ...(clause && { clause }), ...(nearly && { nearly }), ...(meant && { meant }) };
}

/** Among so many plain words, quotes are those of a text that was pasted. */
const wordsOfText = 8;

/**
 * What plain words mean, and what papers must pass besides; `undefined` where there are no words, or
 * where the query says how words are to be taken: in quotes, in a field, one or the other.
 */
function meantBy(tree: Node, known: Known): Compiled["meant"] {
  const parts = partsOfAll(tree);
  const texts = parts.filter((part) => wantedIn(part).some(isText));
  const said = texts.filter((part) => part.kind === "word" || part.kind === "phrase");
  const plain = said.filter((part) => part.kind === "word" && !part.exact);
  const isPlain = plain.length === said.length || plain.length >= wordsOfText;
  const isAnywhere = said.every(({ where }) => where === "anywhere");
  if (said.length === 0 || said.length < texts.length || !isPlain || !isAnywhere) return undefined;
  const among = parts
    .filter((part) => !texts.includes(part))
    .flatMap((part) => clauseOf(part, known) ?? []);
  return {
    words: said.flatMap((part) =>
      part.kind === "word"
        ? termsMeant(part.word, part.times)
        : part.words.flatMap((word) => termsMeant(word, 1)),
    ),
    text: parts
      .flatMap((part) =>
        part.kind === "word" ? [part.word] : part.kind === "phrase" ? part.words : [],
      )
      .join(" "),
    ...(among.length > 0 && { among: several("and", among) }),
  };
}

/** A word in lower case may mean an acronym. */
function termsMeant(word: string, times: number): Counted[] {
  const parts = partsOf(word);
  if (parts.length === 1) return [[meaningsOfPart(parts[0]!), times]];
  return termsOfWord(word).terms.map(({ term }) => [[term], times]);
}

/** What SQL said of filters that it alone knows. */
type Known = ReadonlyMap<Node, Clause>;
type LookedUp = FilterNode & { asks: { kind: "votes" | "own" } };

const everything: Clause = { kind: "days", from: 0, to: lastDay };

function lookedUpIn(node: Node): LookedUp[] {
  switch (node.kind) {
    case "and":
    case "or":
      return node.of.flatMap(lookedUpIn);
    case "not":
      return lookedUpIn(node.of);
    case "filter":
      return isLookedUp(node) ? [node] : [];
    default:
      return [];
  }
}

function isLookedUp(node: FilterNode): node is LookedUp {
  return node.asks.kind === "votes" || node.asks.kind === "own";
}

async function lookedUpClause(asks: LookedUp["asks"], lookUp: LookUp): Promise<Clause> {
  if (asks.kind === "votes") return await votesClause(asks, lookUp);
  const numbers = (await lookUp.own?.(asks.filter)) ?? new Uint32Array();
  return { kind: "papers", numbers };
}

/** Papers without votes are in no list of votes: they are those that have not more. */
async function votesClause(
  { least, most }: LookedUp["asks"] & { kind: "votes" },
  { votes }: LookUp,
): Promise<Clause> {
  const endless = Number.MAX_SAFE_INTEGER;
  if (least > 0) return { kind: "papers", numbers: await votes({ least, most }) };
  if (most === endless) return everything;
  const more = await votes({ least: most + 1, most: endless });
  return { kind: "not", of: { kind: "papers", numbers: more } };
}

/** `undefined` for what asks nothing of papers: an order, words that are left out. */
function clauseOf(node: Node, known: Known): Clause | undefined {
  switch (node.kind) {
    case "and":
    case "or": {
      const nodes = node.kind === "and" ? partsOfAll(node) : node.of;
      const of = nodes.flatMap((each) => clauseOf(each, known) ?? []);
      return of.length === 0 ? undefined : several(node.kind, of);
    }
    case "not": {
      const of = unwantedOf(node.of, known);
      return of && { kind: "not", of };
    }
    case "word":
      return node.leftOut ? undefined : clauseOfWord(node);
    case "phrase":
      return clauseOfPhrase(node);
    case "identifier":
      return clauseOfIdentifier(node);
    case "filter":
      return node.asks.kind === "votes" || node.asks.kind === "own" ? known.get(node) : node.asks;
    case "similar":
    case "sort":
      return undefined;
  }
}

function unwantedOf(node: Node, known: Known): Clause | undefined {
  if (node.kind === "word") return node.leftOut ? undefined : clauseOfUnwanted(node);
  if (node.kind !== "and" && node.kind !== "or") return clauseOf(node, known);
  const of = node.of.flatMap((each) => unwantedOf(each, known) ?? []);
  return of.length === 0 ? undefined : several(node.kind, of);
}

/**
 * Any of the words, under the same filters; `undefined` where that finds no more. Authors, journals
 * and identifiers are filters here: who asks for Hinton wants nobody else.
 */
function nearlyOf(tree: Node, known: Known): Clause | undefined {
  const parts = partsOfAll(tree);
  const texts = parts.filter((part) => wantedIn(part).some(isText));
  const [first] = texts;
  const isAnyAlready =
    texts.length === 1 && first?.kind === "or" && first.of.every(({ kind }) => kind === "word");
  if (isAnyAlready || countWords(texts) < 2) return undefined;
  const filters = parts.filter((part) => !texts.includes(part));
  return several("and", [
    ...filters.flatMap((each) => clauseOf(each, known) ?? []),
    several("or", mergePieces(texts)),
  ]);
}

function countWords(nodes: readonly Node[]): number {
  const words = nodes
    .flatMap(wantedIn)
    .flatMap((leaf) =>
      leaf.kind === "word" ? [leaf.word] : leaf.kind === "phrase" ? leaf.words : [leaf.identifier],
    );
  return new Set(words.map((word) => word.toLowerCase())).size;
}

/** Every word once, weighed by how often it was said. */
function mergePieces(nodes: readonly Node[]): WordClause[] {
  const merged = new Map<string, { piece: WordClause; times: number }>();
  for (const { piece, times } of nodes.flatMap(wantedIn).flatMap(allPieces)) {
    const key = `${piece.fields} ${piece.keys.join(" ")}`;
    const known = merged.get(key);
    if (known) known.times += times;
    else merged.set(key, { piece, times });
  }
  return [...merged.values()].map(({ piece, times }) => weighed(piece, times));
}

/** Each piece of a word, a phrase or an identifier by itself, and how often it was said. */
function allPieces(
  leaf: ReturnType<typeof wantedIn>[number],
): { piece: WordClause; times: number }[] {
  if (leaf.kind === "identifier") {
    return [{ piece: identifierClause(leaf.identifier), times: 1 }];
  }
  const { where } = leaf;
  if (leaf.kind === "word") {
    const { parts, whole } = piecesOf(leaf);
    return [...parts, ...(whole ? [whole] : [])].map((piece) => ({ piece, times: leaf.times }));
  }
  const saying = leaf.words.filter((word) => !isCommonWord(word));
  return (saying.length > 0 ? saying : leaf.words).flatMap((word) => {
    const { parts, whole } = piecesOf({ word, where, exact: true });
    return [...parts, ...(whole ? [whole] : [])].map((piece) => ({ piece, times: 1 }));
  });
}
