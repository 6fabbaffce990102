// Papers that differ on the first screen: a paper that is like those above it loses a part of its score
// there, and says so. Ten papers on one question are a special issue, not a front page.
import { enoughDigits } from "./arithmetic.ts";
import { product } from "./editor/vectors.ts";
import { inFormula, rankedBy, type Ranked } from "./reason.ts";
import type { Weights } from "./weights.ts";

/** Lead, featured and also featured: what is shown larger than a title. */
export const firstScreen = 16;

/**
 * Two papers of a day that are no closer than this by the vectors of the search have no question in
 * common: one pair in twenty is closer (.09 is the median), a copy is at 1.
 */
export const farEnough = 0.15;

export interface DiversityOptions<Standing> {
  weights: Weights;
  vectorOf: (standing: Standing) => Int8Array | undefined;
  bestFirst: (a: Standing, b: Standing) => number;
}

/** How a paper stands to those that have a place. */
interface Crowd {
  before: Ranked;
  /** How much it is like all of them together: 1 for a copy of one. */
  likeness: number;
  closest: { place: number; likeness: number };
  /** With how many places it has been compared. */
  compared: number;
}

/**
 * Fills the first places one by one with the best of what is left, each held against those that
 * have a place. A score only ever sinks, so whoever is looked at and stays the best has the place,
 * and the whole stays in the order of the scores: those that were looked at in vain keep their loss.
 *
 * @param standings best first
 */
export function spread<Standing extends { ranked: Ranked }>(
  standings: readonly Standing[],
  { weights, vectorOf, bestFirst }: DiversityOptions<Standing>,
): Standing[] {
  const waiting = [...standings];
  const vectors: (Vector | undefined)[] = [];
  const placed: Standing[] = [];
  const crowds = new Map<number, Crowd>();

  function heldAgainstPlaced(standing: Standing, vector: Vector | undefined): Standing {
    const { ranked } = standing;
    const crowd: Crowd = crowds.get(ranked.id) ?? {
      before: ranked,
      likeness: 0,
      closest: { place: 0, likeness: 0 },
      compared: 0,
    };
    crowds.set(ranked.id, crowd);
    const before = crowd.likeness;
    for (; crowd.compared < vectors.length; crowd.compared++) {
      const likeness = likenessOf(vector, vectors[crowd.compared]);
      crowd.likeness += likeness;
      if (likeness > crowd.closest.likeness) {
        crowd.closest = { place: crowd.compared + 1, likeness };
      }
    }
    return crowd.likeness === before || weights.alike === 0
      ? standing
      : { ...standing, ranked: lessened(crowd, weights) };
  }

  while (placed.length < firstScreen && waiting.length > 0) {
    const best = waiting.shift()!;
    const vector = vectorFor(vectorOf(best));
    const held = heldAgainstPlaced(best, vector);
    const next = waiting[0];
    if (held === best || next === undefined || bestFirst(held, next) < 0) {
      placed.push(held);
      vectors.push(vector);
    } else insert(waiting, held, bestFirst);
  }
  return [...placed, ...waiting];
}

function lessened({ before, likeness, closest }: Crowd, { alike }: Weights): Ranked {
  return rankedBy(before.id, [
    ...before.reasons,
    {
      kind: "alike",
      text: `like No. ${closest.place}${likeness > closest.likeness ? " and others above" : ""}`,
      share: -alike * likeness,
      detail: `${inFormula(alike)} × likeness ${enoughDigits(likeness, (shown) => alike * shown)}`,
    },
  ]);
}

/** Of two papers by their vectors: 1 for a copy, 0 for what is far enough, or unknown. */
export function likeness(one: Int8Array | undefined, other: Int8Array | undefined): number {
  return likenessOf(vectorFor(one), vectorFor(other));
}

interface Vector {
  values: Int8Array;
  length: number;
}

function vectorFor(values: Int8Array | undefined): Vector | undefined {
  return values && { values, length: Math.sqrt(product(values, values)) };
}

/** 1 for a copy, 0 for what is far enough. */
function likenessOf(one: Vector | undefined, other: Vector | undefined): number {
  if (!one || !other || one.length === 0 || other.length === 0) return 0;
  const cosine = product(one.values, other.values) / (one.length * other.length);
  return Math.max(0, cosine - farEnough) / (1 - farEnough);
}

function insert<Standing>(
  sorted: Standing[],
  standing: Standing,
  bestFirst: (a: Standing, b: Standing) => number,
): void {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (bestFirst(sorted[middle]!, standing) < 0) from = middle + 1;
    else to = middle;
  }
  sorted.splice(from, 0, standing);
}
