// What a word is found by. Words are kept in lower case and stemmed; acronyms in capitals and not
// stemmed, so that AIDS is not "aid" and BERT is not "bert's"; what holds digits, or capitals inside
// (GPT4, L2, ResNet), in lower case and not stemmed.
import { foldLetters, greekName } from "./fold.ts";
import { stem } from "./stem.ts";
import { baseForm } from "./variants.ts";

export interface WordTerms {
  /** Terms and where each stands, counted from the word's first part. */
  terms: readonly { term: string; at: number }[];
  /** How many positions the word takes: its parts. */
  width: number;
}

// Pieces beyond are a list or an address, not one word.
const mostJoined = 4;

/**
 * `pre-training` is `pre` at 0, `train` at 1, and `pretrain` at both, so that a phrase with
 * `pretraining` finds it.
 */
export function termsOfWord(surface: string): WordTerms {
  // Most words are as plain as this one.
  if (lowerLatin.test(surface)) return { terms: [{ term: termOfPart(surface), at: 0 }], width: 1 };
  const parts = partsOf(surface);
  const terms = parts.map((part, at) => ({ term: termOfPart(part), at }));
  if (
    parts.length > 1 &&
    parts.length <= mostJoined &&
    parts.some((part) => !/^[\d.]+$/.test(part))
  ) {
    const term = joined(parts);
    terms.push({ term, at: 0 }, { term, at: parts.length - 1 });
  }
  return { terms, width: parts.length };
}

/** Names are not stemmed: Banks is not bank. Initials are held too, since many know no more. */
export function termsOfName(surface: string): WordTerms {
  const parts = partsOf(surface).map((part) => part.toLowerCase());
  const terms = parts.map((term, at) => ({ term, at }));
  parts.forEach((part, at) => {
    if (part.length > 1) terms.push({ term: part.charAt(0), at });
  });
  if (parts.length > 1 && parts.length <= mostJoined) {
    const term = parts.join("");
    terms.push({ term, at: 0 }, { term, at: parts.length - 1 });
  }
  return { terms, width: parts.length };
}

/**
 * Terms that a reader's word stands for. Typed in lower case, it may mean the acronym; an acronym
 * in capitals means itself.
 */
export function meaningsOfPart(part: string): string[] {
  const term = termOfPart(part);
  if (part !== part.toLowerCase() || !/^\p{Ll}{2,}$/u.test(part)) return [term];
  const meanings = new Set([term, part, part.toUpperCase()]);
  if (part.length > 3 && part.endsWith("s")) meanings.add(part.slice(0, -1).toUpperCase());
  return [...meanings];
}

/** The parts of a written word: folded, at its hyphens, without `'s`. */
export function partsOf(surface: string): string[] {
  const folded = foldLetters(surface);
  if (plain.test(folded)) return [folded];
  const parts: string[] = [];
  for (const piece of folded.split("-")) {
    const word = piece.replace(/'[sS]?$/, "");
    const apostrophe = word.indexOf("'");
    // d'Alembert and O'Brien are two; don't is one.
    if (apostrophe > 0 && apostrophe < word.length - 2) {
      parts.push(...word.split("'").filter((part) => part !== ""));
    } else if (word !== "") parts.push(word.replaceAll("'", ""));
  }
  return parts.filter((part) => part !== "");
}
const plain = /^[A-Za-z\d]+$/;

/** The one term of a part, as the index holds it. */
export function termOfPart(part: string): string {
  if (lowerLatin.test(part)) return stem(baseForm(part));
  if (acronym.test(part)) return singular(part).toUpperCase();
  const greek = greekName(part);
  if (greek !== undefined) return greek;
  const lower = part.toLowerCase();
  if (camel.test(part)) return singular(part).toLowerCase();
  return lowerLatin.test(lower) ? stem(baseForm(lower)) : lower;
}
const lowerLatin = /^[a-z]+$/;
/** BERT, LLMs; a capital letter alone is a letter. */
const acronym = /^\p{Lu}{2,}s?$/u;
const camel = /^.+\p{Lu}/u;

/** LLMs and ResNets are LLM and ResNet. */
function singular(part: string): string {
  return /[^sS]s$/.test(part) && part.length > 2 ? part.slice(0, -1) : part;
}

/** `multi-modal` as `multimodal` is held. */
export function joined(parts: readonly string[]): string {
  const whole = parts.map((part) => greekName(part) ?? part).join("");
  const lower = whole.toLowerCase();
  return parts.every((part) => greekName(part) !== undefined || /^\p{Lu}?\p{Ll}*$/u.test(part)) &&
    lowerLatin.test(lower)
    ? stem(lower)
    : lower;
}
