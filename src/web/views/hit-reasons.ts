// Why a search found a paper, in words: where its terms stand.
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { matcher } from "../../search/marks.ts";
import { wordsOf } from "../../search/query.ts";
import { count } from "./words.ts";

export function hitReasons(paper: Paper, terms: readonly string[][]): string[] {
  const inTitle = terms.filter((term) => holds(paper.title, term));
  const rest = terms.filter((term) => !inTitle.includes(term));
  const byAuthor = new Set(rest.flatMap((term) => authorsWith(paper, term)));
  const others = rest.filter((term) => authorsWith(paper, term).length === 0);
  const inAbstract = others.filter((term) => holds(paper.abstract, term));
  const reasons = [
    ...(inTitle.length > 0 ? [titleReason(inTitle, terms)] : []),
    ...(byAuthor.size > 0 ? [`author ${[...byAuthor].slice(0, 2).join(", ")}`] : []),
    ...(inAbstract.length > 0 ? [`${quoted(inAbstract)} in the abstract`] : []),
  ];
  if (reasons.length === 0) reasons.push("in its text");
  return paper.upvotes > 0 ? [...reasons.slice(0, 2), count(paper.upvotes, "vote")] : reasons;
}

function titleReason(inTitle: readonly string[][], terms: readonly string[][]): string {
  const words = terms.flat().length;
  if (inTitle.length < terms.length || words === 1) return `${quoted(inTitle)} in the title`;
  return words === 2 ? "both words in the title" : "all words in the title";
}

function authorsWith(paper: Paper, term: string[]): string[] {
  return paper.authors.map(texToText).filter((name) => holds(name, term));
}

/** Every word of the term stands in the text, whatever its ending. */
function holds(source: string, term: readonly string[]): boolean {
  const words = wordsOf(`${texToText(source)} ${source}`);
  return term.every((word) => words.some(matcher([[word]])));
}

const quotedTerms = 3;

function quoted(terms: readonly string[][]): string {
  const shown = terms.slice(0, quotedTerms).map((words) => `“${words.join(" ")}”`);
  return terms.length > quotedTerms ? `${shown.join(", ")} and more` : shown.join(", ");
}
