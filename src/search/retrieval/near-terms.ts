// Terms that stand in for a word that no paper holds: those that begin like it, since it may not be
// typed to its end, or else those that differ from it by a slip or two.
import { encodeTerm, type Walk } from "../segments/dictionary.ts";
import { termOfPart } from "../words/terms.ts";
import { Distance } from "./distance.ts";
import { completed } from "./endings.ts";
import type { Lookup } from "./lookup.ts";
import type { Segment } from "./segment.ts";
import { oneSlipAway } from "./slips.ts";

const enoughPapers = 200_000;
const shortest = 3;
const longest = 30;
const mostBeginning = 8;
const mostNear = 3;
/** More are not looked up. */
const mostCandidates = 300;
/** Where there are many papers, what one of them holds may be a slip itself. */
const leastPapers = 2;
const manyPapers = 1000;
/** From so many letters on, two slips are forgiven. */
const lettersForTwo = 8;

/** How many steps through dictionaries may be taken for one request. */
export interface Budget {
  steps: number;
}

/**
 * Keys of terms, the best first. `field` is what keys begin with: `a:` those of authors' names,
 * nothing those of words in titles and abstracts.
 */
export function nearTerms(lookup: Lookup, typed: string, field: string, budget: Budget): string[] {
  if (typed.length < shortest || typed.length > longest) return [];
  const beginning = keysBeginning(lookup, typed, field, budget);
  // A number that is another number is no slip.
  if (beginning.length > 0 || /\d/.test(typed)) return beginning;
  return keysWithSlips(lookup, typed, field, budget);
}

/** Most papers first. */
function keysBeginning(lookup: Lookup, typed: string, field: string, budget: Budget): string[] {
  const keys = new Set(field === "a:" ? [] : completed(typed).map((term) => field + term));
  for (const prefix of bothCases(typed)) {
    walk(lookup.segments, field + prefix, budget, {
      enter: () => keys.size < mostCandidates,
      found: (_, key) => keys.add(key()),
    });
  }
  return [...keys]
    .map((key) => ({ key, papers: lookup.find(key).papers }))
    .filter(({ papers }) => papers > 0)
    .sort((a, b) => b.papers - a.papers)
    .slice(0, mostBeginning)
    .map(({ key }) => key);
}

/** The least slips first, then most papers. Words are compared as they are typed and as stems. */
function keysWithSlips(lookup: Lookup, typed: string, field: string, budget: Budget): string[] {
  const isName = field === "a:";
  const least = lookup.papers < manyPapers ? 1 : leastPapers;
  const slips = new Map<string, number>();
  function note(key: string, count: number): void {
    slips.set(key, Math.min(count, slips.get(key) ?? count));
  }
  const segments = newest(lookup.segments);
  if (!isName) {
    const terms = new Set(oneSlipAway(typed).map((word) => field + termOfPart(word)));
    for (const term of terms) if (isIn(segments, term)) note(term, 1);
  }
  for (const word of new Set(isName ? [typed] : [typed, termOfPart(typed)])) {
    const most = word.length < lettersForTwo ? 1 : 2;
    const distance = new Distance(encodeTerm(word), most);
    for (const prefix of beginnings(word)) {
      walk(segments, field + prefix, budget, {
        enter: (depth, byte) =>
          depth < field.length || distance.follow(depth - field.length, lowerCase(byte)),
        found(length, key) {
          const count = distance.after(length - field.length);
          if (count > most || slips.size >= mostCandidates) return;
          note(key(), count);
          // Somewhere words stand unstemmed, in names or formulas: most papers hold their stem.
          if (!isName) note(field + termOfPart(key().slice(field.length)), count);
        },
      });
    }
  }
  return [...slips]
    .map(([key, count]) => ({ key, slips: count, papers: lookup.find(key).papers }))
    .filter(({ papers }) => papers >= least)
    .sort((a, b) => a.slips - b.slips || b.papers - a.papers)
    .slice(0, mostNear)
    .map(({ key }) => key);
}

interface Visit {
  /** See `Walk`. */
  enter: Walk["enter"];
  found(length: number, key: () => string): void;
}

function walk(segments: readonly Segment[], prefix: string, budget: Budget, visit: Visit): void {
  const bytes = encodeTerm(prefix);
  for (const { dictionary } of segments) dictionary.walk(bytes, visit, budget);
}

function isIn(segments: readonly Segment[], key: string): boolean {
  const term = encodeTerm(key);
  return segments.some(({ dictionary }) => dictionary.find(term) >= 0);
}

/** Enough to know the words that are in use. */
function newest(segments: readonly Segment[]): readonly Segment[] {
  let papers = 0;
  let first = segments.length;
  while (first > 0 && papers < enoughPapers) papers += segments[--first]!.count;
  return segments.slice(first);
}

/** The first letter is rarely wrong, but may be swapped with the second. */
function beginnings(word: string): string[] {
  const [first = "", second = ""] = word;
  return [...new Set([first, second + first])].flatMap(bothCases);
}

/** Acronyms are held in capitals. */
function bothCases(text: string): string[] {
  return [...new Set([text, text.toUpperCase()])];
}

function lowerCase(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
