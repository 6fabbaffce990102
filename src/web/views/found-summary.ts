// What a result shows of an abstract: its opening, or, where that does not say why the paper was
// found, the sentence that does.
import { opening } from "../../papers/opening.ts";
import { writtenWords, type Matches } from "./found-words.ts";

const limit = 280;
/** Before the first match of a sentence that is too long, so that the match is read in its place. */
const lead = 60;

export function foundSummary(abstract: string, matches: Matches): string {
  const beginning = opening(abstract, limit);
  if (beginning === abstract || countMatched(beginning, matches) > 0) return beginning;
  const [best] = sentencesOf(abstract)
    .map((sentence) => ({ ...sentence, matched: countMatched(sentence.text, matches) }))
    .toSorted((a, b) => b.matched - a.matched);
  if (!best || best.matched === 0) return beginning;
  if (best.text.length <= limit) return withEnds(abstract, fill(abstract, best));
  return withEnds(abstract, cutAround(best, matches));
}

interface Stretch {
  from: number;
  text: string;
}

/** How many different words matched. */
function countMatched(source: string, matches: Matches): number {
  return new Set(
    writtenWords(source)
      .filter(matches)
      .map((word) => word.toLowerCase()),
  ).size;
}

/** A sentence ends before a capital and outside mathematics, as in `opening`. */
function sentencesOf(abstract: string): Stretch[] {
  const within = mathematics(abstract);
  const sentences: Stretch[] = [];
  let from = 0;
  for (const match of abstract.matchAll(/[.!?]["')\]]?\s+(?=\p{Lu})/gu)) {
    if (within[match.index] === 1) continue;
    const to = match.index + match[0].length;
    sentences.push({ from, text: abstract.slice(from, to).trimEnd() });
    from = to;
  }
  sentences.push({ from, text: abstract.slice(from).trimEnd() });
  return sentences;
}

/** The sentence, and those behind it as far as there is room. */
function fill(abstract: string, { from, text }: Stretch): Stretch {
  let filled = text;
  for (const next of sentencesOf(abstract)) {
    if (next.from <= from) continue;
    const longer = abstract.slice(from, next.from + next.text.length);
    if (longer.length > limit) break;
    filled = longer;
  }
  return { from, text: filled };
}

/** As many words around the first match as there is room for, no mathematics torn. */
function cutAround(sentence: Stretch, matches: Matches): Stretch {
  const { text } = sentence;
  const within = mathematics(text);
  const gaps = [...text.matchAll(/\s+/g)].flatMap(({ index, 0: gap }) =>
    within[index] === 0 ? [{ before: index, behind: index + gap.length }] : [],
  );
  const starts = [0, ...gaps.map((gap) => gap.behind)];
  const ends = [...gaps.map((gap) => gap.before), text.length];
  const first = starts.findIndex((start, index) =>
    writtenWords(text.slice(start, ends[index])).some(matches),
  );
  const match = starts[first] ?? 0;
  const start = starts.find((each) => each >= match - lead) ?? match;
  const end = ends.findLast((each) => each <= start + limit && each > match) ?? ends[first]!;
  return { from: sentence.from + start, text: text.slice(start, end) };
}

/** With an ellipsis where something is left out. */
function withEnds(abstract: string, { from, text }: Stretch): string {
  const before = from > 0 ? "… " : "";
  const rest = abstract.slice(from + text.length).trim();
  if (rest === "") return before + text;
  return `${before}${text.replace(/[\s,;:]+$/, "")} …`;
}

/** 1 for each character within `$…$`. */
function mathematics(text: string): Uint8Array {
  const within = new Uint8Array(text.length);
  let inside = 0;
  for (let i = 0; i < text.length; i++) {
    const dollar = text[i] === "$" && text[i - 1] !== "\\";
    within[i] = dollar ? 1 : inside;
    if (dollar) inside = 1 - inside;
  }
  // A dollar that is never closed is an amount of money.
  if (inside === 1) within.fill(0, text.lastIndexOf("$"));
  return within;
}
