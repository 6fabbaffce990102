// Why a search found a paper, in words: where what was looked for stands.
import { bareIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { parseQuery, type Query } from "../../search/language/parse.ts";
import { wantedIn, type Where, type WordNode } from "../../search/language/tree.ts";
import { understand } from "../../search/language/understand.ts";
import { matcher, type MarkedField } from "../../search/marks.ts";
import type { SearchResult } from "../../search/search.ts";
import { writtenWords } from "./found-words.ts";
import { corrected } from "./search-queries.ts";
import { count } from "../../papers/words.ts";

type MatchesIn = ReturnType<typeof matcher>;

/** A word, a phrase or an identifier that was looked for. */
interface Term {
  /** As a reason names it: `“gulls”`. */
  name: string;
  where: Where | "identifier";
  /** What each of its words matches. */
  words: readonly MatchesIn[];
}

/** A search as reasons and marks need it, made once for all papers that it found. */
export interface Sought {
  matches: MatchesIn;
  terms: readonly Term[];
  /** What a search without words asks for. */
  filters: readonly string[];
}

// A query of a page's length is not told word by word.
const mostTerms = 12;

/** Words that no paper says are those that were looked for instead. */
export function readSought({ query: asked, forgiven }: SearchResult, today: Day): Sought {
  const query =
    forgiven.length === 0 ? asked : parseQuery(corrected(asked.text, forgiven), { today });
  const wanted = query.tree ? wantedIn(query.tree) : [];
  return {
    matches: matcher(query),
    terms: wanted.slice(0, mostTerms).map((leaf) => termOf(leaf, query)),
    filters: understand(query)
      .filter(({ kind }) => kind === "filter")
      .map(({ says }) => says),
  };
}

function termOf(leaf: ReturnType<typeof wantedIn>[number], query: Query): Term {
  if (leaf.kind === "identifier") return { name: leaf.identifier, where: "identifier", words: [] };
  const { where } = leaf;
  const words = leaf.kind === "word" ? [leaf.word] : leaf.words;
  // A comment and a journal's name are read as any text.
  const readIn = where === "comment" || where === "journal" ? "anywhere" : where;
  return {
    name: `“${words.join(" ")}”`,
    where,
    words: words.map((word) => matcher({ ...query, tree: wordNode(word, readIn) })),
  };
}

function wordNode(word: string, where: Where): WordNode {
  return { kind: "word", word, where, times: 1, exact: true, leftOut: false, from: 0, to: 0 };
}

/** The best three reasons, votes among them. */
export function hitReasons(paper: Paper, { matches, terms, filters }: Sought): string[] {
  const held = (source: string, field: MarkedField) => {
    const words = [...new Set(writtenWords(source))].filter((word) => matches(word, field));
    return terms.filter((term) => holds(words, term, field));
  };
  const inTitle = held(paper.title, "title");
  const rest = terms.filter((term) => !inTitle.includes(term));
  const authors = paper.authors.map((name) => ({ name, terms: held(name, "author") }));
  const named = authors.filter((author) => author.terms.some((term) => rest.includes(term)));
  const others = rest.filter((term) => !named.some((author) => author.terms.includes(term)));
  const inAbstract = others.length > 0 ? held(paper.abstract, "abstract") : [];
  const reasons = [
    ...(inTitle.length > 0 ? [titleReason(inTitle, terms)] : []),
    ...(named.length > 0 ? [`author ${namesOf(named)}`] : []),
    ...others.filter((term) => term.where === "identifier" && isNamed(paper, term)).map(nameReason),
    ...reasonIn(
      "abstract",
      others.filter((term) => inAbstract.includes(term)),
    ),
    ...reasonIn(
      "comment",
      others.filter((term) => stands(term, "comment", paper.comment)),
    ),
    ...reasonIn(
      "journal",
      others.filter((term) => stands(term, "journal", paper.journalRef)),
    ),
  ];
  if (reasons.length === 0) reasons.push(...(terms.length > 0 ? ["in its text"] : filters));
  return paper.upvotes > 0 ? [...reasons.slice(0, 2), count(paper.upvotes, "vote")] : reasons;
}

function holds(words: readonly string[], term: Term, field?: MarkedField): boolean {
  return (
    term.words.length > 0 &&
    term.words.every((matches) => words.some((word) => matches(word, field)))
  );
}

function stands(term: Term, where: Where, source: string | null): boolean {
  return term.where === where && source !== null && holds(writtenWords(source), term);
}

function isNamed({ identifier, doi }: Paper, { name }: Term): boolean {
  return [bareIdentifier(identifier), doi].some((each) => each?.toLowerCase() === name);
}

function nameReason({ name }: Term): string {
  return `its name is ${name}`;
}

function reasonIn(place: string, terms: readonly Term[]): string[] {
  return terms.length > 0 ? [`${quoted(terms)} in the ${place}`] : [];
}

function titleReason(inTitle: readonly Term[], terms: readonly Term[]): string {
  const words = terms.flatMap((term) => term.words).length;
  if (inTitle.length < terms.length || words === 1) return `${quoted(inTitle)} in the title`;
  return words === 2 ? "both words in the title" : "all words in the title";
}

function namesOf(authors: readonly { name: string }[]): string {
  return authors
    .slice(0, 2)
    .map(({ name }) => texToText(name))
    .join(", ");
}

const quotedTerms = 3;

function quoted(terms: readonly Term[]): string {
  const shown = terms.slice(0, quotedTerms).map((term) => term.name);
  return terms.length > quotedTerms ? `${shown.join(", ")} and more` : shown.join(", ");
}
