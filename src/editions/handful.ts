// As many papers of an edition as one can read in so many minutes, the best first.
import { texToText } from "../papers/tex/tex.ts";
import type { Paper } from "../papers/paper.ts";

export const mostMinutes = 120;

/** Who reads a few papers wants them to differ: likeness weighs so many times there. */
export const handfulDiffers = 3;

const wordsPerMinute = 220;
/** To look at what one has read, and to decide. */
const pauseMinutes = 0.5;

/** More papers than this cannot fit, whatever they say. */
export function mostIn(minutes: number): number {
  return Math.max(1, Math.floor(minutes / pauseMinutes));
}

/** The first of these that fit, at least one. */
export function pickHandful<Entry extends { paper: Paper }>(
  entries: readonly Entry[],
  minutes: number,
): Entry[] {
  let left = minutes;
  const over = entries.findIndex(({ paper }) => (left -= readingMinutes(paper)) < 0);
  return over < 0 ? [...entries] : entries.slice(0, Math.max(1, over));
}

/** Of title and abstract. */
export function readingMinutes({ title, abstract }: Pick<Paper, "title" | "abstract">): number {
  const words = texToText(`${title} ${abstract}`).split(/\s+/).filter(Boolean).length;
  return words / wordsPerMinute + pauseMinutes;
}
