// Why a paper stands where it does: numbers that add up to its score, each with its words.
import type { EditorsPick } from "../papers/signal.ts";
import type { Part } from "./editor/judgement.ts";

export interface Reason {
  kind:
    | "pick"
    | "votes"
    | "discussion"
    | "upvotes"
    | "comments"
    | "stars"
    | Part["kind"]
    | "alike"
    | "silence";
  /** In words, as it stands on a card: `17 votes in 6 hours`. */
  text: string;
  /** What it adds to the score, or takes from it. */
  share: number;
  /** The numbers that made it: `3 × log₂(1 + 2.5)`. */
  detail?: string;
  /** Of the kind `pick`: who says so, and why. */
  pick?: Picked;
}

export type Picked = Pick<EditorsPick, "day" | "by" | "name" | "sentence">;

export interface Ranked {
  /** The paper's number in the catalogue. */
  id: number;
  /** Exactly the sum of the shares, in their order. */
  score: number;
  /** All of them, strongest first, never empty. */
  reasons: Reason[];
}

/** What adds nothing is no reason, unless an editor says so or nothing speaks. A pick comes first. */
export function rankedBy(id: number, reasons: readonly Reason[]): Ranked {
  const counted = reasons
    .filter(({ kind, share }) => share !== 0 || kind === "pick" || kind === "silence")
    .toSorted(
      (a, b) =>
        Number(b.kind === "pick") - Number(a.kind === "pick") ||
        b.share - a.share ||
        (a.text < b.text ? -1 : 1),
    );
  return { id, score: counted.reduce((sum, { share }) => sum + share, 0), reasons: counted };
}

/** Who picked the paper, where somebody did. */
export function pickAmong(reasons: readonly Reason[]): Picked | undefined {
  return reasons.find(({ kind }) => kind === "pick")?.pick;
}

/** Whether it is a reason to read the paper. */
export function speaks({ kind, share }: Reason): boolean {
  return kind === "pick" || share > 0;
}

/** A pick adds nothing to the score: it stands above all scores. */
export function pickReason({ day, by, name, sentence }: Picked): Reason {
  return {
    kind: "pick",
    text: `picked by ${name}`,
    share: 0,
    pick: { day, by, name, sentence },
  };
}

const named = 3;

// They count, but nobody reads a paper because of them.
const dull: ReadonlySet<Reason["kind"]> = new Set(["category", "form"]);

/** The strongest reasons that speak for a paper, in words; the dull ones where there is no other. */
export function mainReasons(reasons: readonly Reason[]): string[] {
  const speaking = reasons.filter(speaks);
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
