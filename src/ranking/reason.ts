// Why a paper stands where it does: numbers that add up to its score, each with its words.
import type { Part } from "./editor/judgement.ts";

export interface Reason {
  kind: "votes" | "upvotes" | "comments" | "stars" | Part["kind"] | "alike" | "silence";
  /** In words, as it stands on a card: `17 votes in 6 hours`. */
  text: string;
  /** What it adds to the score, or takes from it. */
  share: number;
  /** The numbers that made it: `3 × log₂(1 + 2.5)`. */
  detail?: string;
}

export interface Ranked {
  /** The paper's number in the catalogue. */
  id: number;
  /** Exactly the sum of the shares, in their order. */
  score: number;
  /** All of them, strongest first, never empty. */
  reasons: Reason[];
}

/** What adds nothing is no reason, unless it is said that nothing speaks. */
export function rankedBy(id: number, reasons: readonly Reason[]): Ranked {
  const counted = reasons
    .filter(({ kind, share }) => share !== 0 || kind === "silence")
    .toSorted((a, b) => b.share - a.share || (a.text < b.text ? -1 : 1));
  return { id, score: counted.reduce((sum, { share }) => sum + share, 0), reasons: counted };
}

const named = 3;

// They count, but nobody reads a paper because of them.
const dull: ReadonlySet<Reason["kind"]> = new Set(["category", "form"]);

/** The strongest reasons that speak for a paper, in words; the dull ones where there is no other. */
export function mainReasons(reasons: readonly Reason[]): string[] {
  const speaking = reasons.filter(({ share }) => share > 0);
  const telling = speaking.filter(({ kind }) => !dull.has(kind));
  const best = [telling, speaking].find((some) => some.length > 0);
  // Without any, ranking says first that nothing speaks for it.
  return (best ?? reasons.slice(0, 1)).slice(0, named).map(({ text }) => text);
}

// To make one takes longer than to rank a paper.
const grouped = new Intl.NumberFormat("en-US");

/** `1,234`, for a sentence. */
export function inSentence(count: number): string {
  return grouped.format(count);
}

/** `0.84`, `−0.5`, for a formula. */
export function inFormula(number: number): string {
  return String(Math.round(100 * number) / 100).replace("-", "−");
}
