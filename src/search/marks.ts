// Which written words a query matched, so that a page can mark them and nothing else.
import type { Query } from "./language/parse.ts";
import { wantedIn } from "./language/tree.ts";
import { piecesOf } from "./language/word-clauses.ts";
import type { WordClause } from "./retrieval/clause.ts";
import { inAbstract, inTitle } from "./segments/impact.ts";
import { termsOfName, termsOfWord } from "./words/terms.ts";

export type MarkedField = "title" | "abstract" | "author";

/** Tells of one written word whether the query matched it there; without a field, anywhere. */
export function matcher({ tree }: Query): (word: string, field?: MarkedField) => boolean {
  const pieces = (tree ? wantedIn(tree) : []).flatMap((leaf) => {
    const { words } = leaf.kind === "word" ? { words: [leaf] } : leaf;
    return words.flatMap((each) => {
      const word = typeof each === "string" ? each : each.word;
      const where = leaf.kind === "identifier" ? "anywhere" : leaf.where;
      const { parts, whole } = piecesOf({ word, where, exact: true });
      return whole ? [...parts, whole] : parts;
    });
  });
  const terms: Record<MarkedField, ReadonlySet<string>> = {
    title: textTerms(pieces, inTitle),
    abstract: textTerms(pieces, inAbstract),
    author: new Set(keysOf(pieces).flatMap((key) => (key.startsWith("a:") ? [key.slice(2)] : []))),
  };

  function isIn(field: MarkedField, word: string): boolean {
    if (field === "author") return isNamed(word, terms.author);
    return termsOfWord(word).terms.some(({ term }) => terms[field].has(term));
  }

  return (word, field) =>
    field === undefined ? fields.some((each) => isIn(each, word)) : isIn(field, word);
}
const fields: readonly MarkedField[] = ["title", "abstract", "author"];

function keysOf(pieces: readonly WordClause[]): string[] {
  return pieces.flatMap(({ keys }) => keys);
}

/** Terms of other fields hold a colon; no term of a text does. */
function textTerms(pieces: readonly WordClause[], field: number): Set<string> {
  return new Set(keysOf(pieces.filter((piece) => (piece.fields & field) !== 0)));
}

/** By a whole part of it: `g` finds Geoffrey, but would mark every G of a long list of authors. */
function isNamed(word: string, names: ReadonlySet<string>): boolean {
  return termsOfName(word).terms.some(
    ({ term }) => names.has(term) && (term.length > 1 || word.replace(/\W+$/, "").length === 1),
  );
}
