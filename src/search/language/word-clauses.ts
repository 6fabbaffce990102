// What the index is asked for a word, a phrase or an identifier.
import type { Clause, Fields, PhraseClause, WordClause } from "../retrieval/clause.ts";
import { termKey } from "../segments/paper-text.ts";
import { joined, meaningsOfPart, partsOf } from "../words/terms.ts";
import type { IdentifierNode, PhraseNode, Where, WordNode } from "./tree.ts";
import { isCommonWord } from "./words.ts";

// Parts and whole of a hyphenated word are not three words.
const weightOfPart = 0.7;
const weightOfWhole = 0.5;
/** The paper itself comes before those that name it. */
const weightOfIdentifier = 8;
/** As the index keeps them. */
const longestIdentifier = 64;
const mostJoined = 4;
/** As of names: phrases beyond are not looked for among authors. */
const longestName = 6;

/** A written word as it is weighed: its parts and, hyphenated, its whole. */
export interface Pieces {
  parts: readonly WordClause[];
  whole: WordClause | undefined;
}

export function piecesOf({
  word,
  where,
  exact,
}: Pick<WordNode, "word" | "where" | "exact">): Pieces {
  const parts = partsOf(word);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return { parts: [partClause(only, where, { weight: 1, exact })], whole: undefined };
  }
  const saying = parts.filter((part) => !isCommonWord(part));
  return {
    parts: (saying.length > 0 ? saying : parts).map((part) =>
      partClause(part, where, { weight: weightOfPart, exact }),
    ),
    whole: wholeOf(word, parts, where),
  };
}

/** A hyphenated word is there when its parts all are, or its whole is. */
export function clauseOfWord(word: WordNode): Clause {
  const { parts, whole } = piecesOf(word);
  if (!whole)
    return several(
      "and",
      parts.map((part) => weighed(part, word.times)),
    );
  if (word.exact) return clauseInARow([word.word], word.where);
  // `few-shot` is not found by "shot" alone.
  const all = partsOf(word.word);
  const needed = parts.length > 1 ? parts : all.map((part) => partOf(part, word));
  const together = several(
    "and",
    needed.map((part) => weighed(part, word.times)),
  );
  return several("or", [together, weighed(whole, word.times)]);
}

function partOf(part: string, { where, exact }: WordNode): WordClause {
  return partClause(part, where, { weight: weightOfPart, exact });
}

/** Without a word is without it as it is written, parts side by side; nothing stands in for it. */
export function clauseOfUnwanted({ word, where }: WordNode): Clause {
  return clauseInARow([word], where);
}

export function clauseOfPhrase({ words, where }: PhraseNode): Clause {
  const clauses = [clauseInARow(words, where)];
  const isName = words.length <= longestName && !words.some((word) => /\d/.test(word));
  if (where === "anywhere" && isName) clauses.push(clauseInARow(words, "author"));
  return several("or", clauses);
}

export function clauseOfIdentifier({ identifier, words }: IdentifierNode): Clause {
  const named = identifierClause(identifier);
  if (words.length === 0) return named;
  return several("or", [named, several("and", words.map(clauseOfUnwanted))]);
}

export function identifierClause(identifier: string): WordClause {
  const keys = [termKey("id", identifier.slice(0, longestIdentifier))];
  return { kind: "word", keys, fields: 3, weight: weightOfIdentifier };
}

/** BM25's k3: what is said often in a long query counts for more, but not without end. */
const k3 = 8;

export function weighed(clause: WordClause, times: number): WordClause {
  return { ...clause, weight: (clause.weight * times * (k3 + 1)) / (times + k3) };
}

export function several(kind: "and" | "or", of: readonly Clause[]): Clause {
  return of.length === 1 ? of[0]! : { kind, of };
}

/** Hyphenated words by their parts or, all of them, as they are written in one. */
function clauseInARow(words: readonly string[], where: Where): Clause {
  const byParts = words.flatMap((word) => partsOf(word).map((part) => keysOfPart(part, where)));
  const byWholes = words.flatMap((word) => {
    const parts = partsOf(word);
    const whole = wholeOf(word, parts, where);
    return whole ? [whole.keys] : parts.map((part) => keysOfPart(part, where));
  });
  const alternatives = byWholes.length < byParts.length ? [byParts, byWholes] : [byParts];
  return several(
    "or",
    alternatives.map((places) => inARow(places, where)),
  );
}

function inARow(places: readonly (readonly string[])[], where: Where): Clause {
  const [only] = places;
  const fields = fieldsOf(where);
  if (only && places.length === 1) return { kind: "word", keys: only, fields, weight: 1 };
  const together: PhraseClause["together"] = where === "author" ? "in one name" : "in a row";
  return { kind: "phrase", places: places.slice(0, mostPlaces), fields, together };
}
const mostPlaces = 64;

function partClause(
  part: string,
  where: Where,
  { weight, exact }: { weight: number; exact: boolean },
): WordClause {
  const keys = keysOfPart(part, where);
  const isForgiven = !exact && /^\p{L}{3,}$/u.test(part);
  const typed = isForgiven ? { typed: part.toLowerCase() } : {};
  return { kind: "word", keys, fields: fieldsOf(where), weight, ...typed };
}

function keysOfPart(part: string, where: Where): string[] {
  const name = part.toLowerCase();
  const meanings = meaningsOfPart(part);
  switch (where) {
    case "title":
    case "abstract":
      return meanings;
    case "author":
      return [termKey("author", name)];
    case "comment":
    case "journal":
      return meanings.map((term) => termKey(where, term));
    case "anywhere": {
      const keys = [...meanings, termKey("id", name)];
      // A letter alone is the initial of too many.
      return /^[a-z]$/.test(name) ? keys : [...keys, termKey("author", name)];
    }
  }
}

/** `undefined` where the index holds the parts only. */
function wholeOf(word: string, parts: readonly string[], where: Where): WordClause | undefined {
  const isList = parts.length > mostJoined || parts.every((part) => /^[\d.]+$/.test(part));
  if (parts.length < 2 || (isList && where !== "author")) return undefined;
  const term = joined(parts);
  const name = termKey("author", parts.join("").toLowerCase());
  const keys =
    where === "anywhere"
      ? [term, name, termKey("id", word.toLowerCase())]
      : where === "author"
        ? [name]
        : [where === "title" || where === "abstract" ? term : termKey(where, term)];
  return { kind: "word", keys, fields: fieldsOf(where), weight: weightOfWhole };
}

function fieldsOf(where: Where): Fields {
  if (where === "title") return 1;
  return where === "abstract" ? 2 : 3;
}
