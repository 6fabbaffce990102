// Reads one piece of a query: a word, a phrase, an identifier, a filter or an order.
import type { Day } from "../../papers/period.ts";
import { partsOf } from "../words/terms.ts";
import { findNearField, type Field } from "./fields.ts";
import { readFilter, readSort } from "./read-filter.ts";
import type { Token } from "./tokens.ts";
import {
  withoutRepeats,
  type FilterName,
  type IdentifierNode,
  type Node,
  type PhraseNode,
  type Place,
  type Where,
  type WordNode,
} from "./tree.ts";
import {
  identifierNode,
  isCommon,
  readIdentifier,
  readNamedIdentifier,
  readPhrase,
  readRun,
} from "./words.ts";

/** Each costs the index a look at every segment. */
const mostWords = 64;

type Piece = Extract<Token, { kind: "phrase" | "run" }>;
type Say = (place: Place, says: string) => void;

/** `from` is where the piece begins, its field included. */
export type ReadLeaf = (piece: Piece, field: Field | undefined, from: number) => Node | undefined;

export function leafReader({ text, today, say }: { text: string; today: Day; say: Say }): ReadLeaf {
  const known = new Set<string>();
  let isFull = false;

  function readWords(piece: Piece, where: Where, place: Place): Node | undefined {
    if (piece.kind === "phrase") {
      const phrase = readPhrase(piece.text, where, piece.from + 1);
      return phrase && fit({ ...phrase, ...place });
    }
    const identifier = where === "anywhere" ? readIdentifier(piece.text) : undefined;
    const read = readRun(piece.text, where, piece.from).flatMap((node) => fit(node) ?? []);
    const nodes = withoutRepeats(read);
    if (identifier !== undefined) return asIdentifier(identifier, nodes, place);
    const [first] = nodes;
    if (!first || nodes.length === 1) return first && { ...first, ...place };
    return { kind: "and", of: nodes, ...place };
  }

  /** What is beyond the most words that are looked for is left out. */
  function fit<Words extends WordNode | PhraseNode>(node: Words): Words | undefined {
    if (node.kind === "word") {
      if (isCommon(node) || hasRoom(node.word, node.where)) return node;
    } else {
      const words = node.words.slice(0, mostWords).filter((word) => hasRoom(word, node.where));
      if (words.length === node.words.length) return node;
      if (words.length > 1) return leaveOut(node, { ...node, words });
    }
    return leaveOut(node, undefined);
  }

  /** Whether the word may still be looked for, all its parts; it is noted if so. */
  function hasRoom(word: string, where: Where): boolean {
    const keys = partsOf(word).map((part) => `${where} ${part.toLowerCase()}`);
    const more = new Set(keys.filter((key) => !known.has(key)));
    if (known.size + more.size > mostWords) return false;
    for (const key of more) known.add(key);
    return true;
  }

  function leaveOut<Rest>({ from }: Place, rest: Rest): Rest {
    if (!isFull) {
      const says = `Up to ${mostWords} different words are looked for; others were left out.`;
      say({ from, to: text.length }, says);
    }
    isFull = true;
    return rest;
  }

  function readNamed({ text: value }: Piece, isDoi: boolean, place: Place): Node | undefined {
    const identifier = readNamedIdentifier(value);
    if (identifier === "") return undefined;
    if (!isDoi || identifier.startsWith("10.") || readIdentifier(value) !== undefined) {
      return identifierNode(identifier, place);
    }
    say(place, "This is no DOI. One begins with 10., as in doi:10.1000/182.");
    return undefined;
  }

  function readAsked({ text: value }: Piece, name: FilterName, place: Place): Node | undefined {
    const read = readFilter(name, value.trim(), today);
    if (!("mistake" in read)) return { kind: "filter", name, ...read, ...place };
    say(place, read.mistake);
    return undefined;
  }

  function readOrder({ text: value }: Piece, place: Place): Node | undefined {
    const read = readSort(value.trim());
    if (!("mistake" in read)) return { kind: "sort", order: read.order, ...place };
    say(place, read.mistake);
    return undefined;
  }

  return (piece, field, from) => {
    const place = { from, to: piece.to };
    switch (field?.kind) {
      case undefined:
        if (piece.kind === "run") checkField(piece, say);
        return readWords(piece, "anywhere", place);
      case "words":
        return readWords(piece, field.where, place);
      case "identifier":
        return readNamed(piece, field.isDoi, place);
      case "similar": {
        const identifier = readNamedIdentifier(piece.text);
        return identifier === "" ? undefined : { kind: "similar", identifier, ...place };
      }
      case "filter":
        return piece.text.trim() === "" ? undefined : readAsked(piece, field.name, place);
      case "sort":
        return piece.text.trim() === "" ? undefined : readOrder(piece, place);
    }
  };
}

function asIdentifier(
  identifier: string,
  nodes: readonly (WordNode | PhraseNode)[],
  place: Place,
): IdentifierNode {
  return identifierNode(
    identifier,
    place,
    nodes.filter((node) => node.kind === "word"),
  );
}

/** Almost a field's name is told; anything else before a colon is a title's. */
function checkField({ text, from }: Piece, say: Say): void {
  const name = /^([A-Za-z]{4,12}):./.exec(text)?.[1];
  const near = name === undefined ? undefined : findNearField(name);
  if (name === undefined || near === undefined) return;
  const says = `There is no field ${name}:, so these were read as words. Did you mean ${near}:?`;
  say({ from, to: from + name.length + 1 }, says);
}
