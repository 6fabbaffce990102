// Papers that differ on the first screen: a paper that is close to one above it loses a part of its
// score there, and says so.
import { rankedBy, type Ranked } from "./reason.ts";
import type { Weights } from "./weights.ts";

/** Lead, featured and also featured: what is shown larger than a title. */
export const firstScreen = 16;

/**
 * Of two papers of a day, one pair in a hundred is this close by the vectors of the search (.09 at
 * the median); those on one and the same question are at .45 to .65.
 */
export const farEnough = 0.3;

/** What a paper loses that is as close as this, as a cosine, to one above it. */
function likenessLoss(cosine: number, { alike }: Weights): number {
  return alike * (Math.max(0, cosine - farEnough) / (1 - farEnough));
}

export interface DiversityOptions<Standing> {
  weights: Weights;
  vectorOf: (standing: Standing) => Int8Array | undefined;
  bestFirst: (a: Standing, b: Standing) => number;
}

interface Near {
  cosine: number;
  /** The place of the paper that is so close. */
  place: number;
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
  const known = new Map<number, Near & { before: Ranked }>();

  function heldAgainstPlaced(standing: Standing, vector: Vector | undefined): Standing {
    const { ranked } = standing;
    const near = known.get(ranked.id) ?? { cosine: 0, place: 0, compared: 0, before: ranked };
    const { cosine } = near;
    for (; near.compared < vectors.length; near.compared++) {
      const closeness = cosineOf(vector, vectors[near.compared]);
      if (closeness > near.cosine) {
        near.cosine = closeness;
        near.place = near.compared + 1;
      }
    }
    known.set(ranked.id, near);
    const loss = likenessLoss(near.cosine, weights);
    return near.cosine === cosine || loss === 0
      ? standing
      : { ...standing, ranked: lessened(near.before, near, loss) };
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

function lessened({ id, reasons }: Ranked, { place, cosine }: Near, loss: number): Ranked {
  const detail = `likeness ${cosine.toFixed(2)}`;
  return rankedBy(id, [
    ...reasons,
    { kind: "alike", text: `close to No. ${place}`, share: -loss, detail },
  ]);
}

interface Vector {
  values: Int8Array;
  length: number;
}

function vectorFor(values: Int8Array | undefined): Vector | undefined {
  return values && { values, length: Math.sqrt(dot(values, values)) };
}

function cosineOf(one: Vector | undefined, other: Vector | undefined): number {
  if (!one || !other || one.length === 0 || other.length === 0) return 0;
  return dot(one.values, other.values) / (one.length * other.length);
}

function dot(one: Int8Array, other: Int8Array): number {
  let product = 0;
  for (let i = 0; i < one.length; i++) product += one[i]! * other[i]!;
  return product;
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
