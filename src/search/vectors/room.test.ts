import { once } from "node:events";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../evaluation/random.ts";
import { VectorRoom, type Scanned, type Vectors } from "./room.ts";

const dimensions = 32;
const vector = fc.array(fc.integer({ min: -127, max: 127 }), {
  minLength: dimensions,
  maxLength: dimensions,
});
/** With a number that takes the place of one by its length, and whether it may be found. */
const row = fc.tuple(vector, fc.integer({ min: 0, max: 50 }), fc.boolean());

interface Held {
  rows: number[][];
  lengths: number[];
  isAllowed: boolean[];
  vectors: Vectors;
}

test("dot products are exact, and a scan finds the nearest, whatever segments came and went before", () => {
  fc.assert(
    fc.property(
      vector,
      fc.integer({ min: 1, max: 9 }),
      fc.array(
        fc.oneof(
          fc.record({ add: fc.array(row, { minLength: 1, maxLength: 40 }) }),
          fc.record({ leave: fc.nat() }),
        ),
        { maxLength: 30 },
      ),
      (query, limit, steps) => {
        const room = new VectorRoom({ dimensions });
        const held: Held[] = [];
        for (const step of steps) {
          if ("add" in step) {
            const rows = step.add.map(([each]) => each);
            const lengths = step.add.map(([, length]) => length / 10);
            const vectors = room.add(
              sourceOf(Int8Array.from(rows.flat()), Float32Array.from(lengths)),
            );
            held.push({ rows, lengths, isAllowed: step.add.map(([, , each]) => each), vectors });
          } else if (held.length > 0) {
            held.splice(step.leave % held.length, 1)[0]!.vectors.leave();
          }
        }
        room.ask(Int8Array.from(query));
        room.beginScan(held.map(scannedOf), limit);
        room.finishScan();
        const near: number[] = [];
        const found: number[] = [];
        for (const { rows, lengths, isAllowed, vectors } of held) {
          const expected = rows.map((each) => dotOf(each, query));
          expect(rows.map((_, place) => vectors.dot(place))).toEqual(expected);
          expect([...vectors.at(rows.length - 1)]).toEqual(rows.at(-1));
          room.eachFound(vectors, (place, dot) => {
            expect(isAllowed[place]).toBe(true);
            expect(dot).toBe(expected[place]);
            found.push(dot * lengths[place]!);
          });
          near.push(
            ...expected.map((dot, i) => dot * lengths[i]!).filter((n, i) => n > 0 && isAllowed[i]),
          );
        }
        // All that are as near as the last of the nearest, too.
        near.sort((a, b) => b - a);
        const least = near[limit - 1] ?? 0;
        const reaching = (value: number) => value >= least;
        expect(found.filter(reaching).sort((a, b) => b - a)).toEqual(near.filter(reaching));
      },
    ),
    { numRuns: 200 },
  );
});

test("the memory of segments that went is used again", () => {
  const room = new VectorRoom({ dimensions });
  const empty = (count: number) => ({ count, read() {} });
  const segment = () => room.add(empty(4096));
  const first = [segment(), segment(), segment()];
  const { byteLength } = first[0]!.at(0).buffer;
  for (const vectors of first) vectors.leave();
  for (let round = 0; round < 50; round++) segment().leave();
  const large = room.add(empty(12_288));
  expect(large.at(0).buffer.byteLength).toBe(byteLength);
});

test("two threads find what one would, thousands of times, while segments come and go, and the helper ends with the room", async () => {
  let helper: Worker | undefined;
  const room = new VectorRoom({
    dimensions,
    help(workerData) {
      helper = new Worker(new URL("../index/scanning.thread.ts", import.meta.url), { workerData });
    },
  });
  const random = seededRandom(7);
  const bytes = (count: number) =>
    Int8Array.from({ length: count * dimensions }, () => Math.floor(random() * 255) - 127);
  const segment = () => {
    const count = 1 + Math.floor(random() * 8000);
    const rows = bytes(count);
    const vectors = room.add(sourceOf(rows, new Float32Array(count).fill(1)));
    return { rows, vectors, allowed: allowing(Array.from({ length: count }, () => true)) };
  };
  const held = Array.from({ length: 12 }, segment);
  for (let round = 0; round < 2000; round++) {
    if (round % 50 === 0) {
      held.shift()!.vectors.leave();
      held.push(segment());
      // The helper needs a moment to be there at all.
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const query = bytes(1);
    room.ask(query);
    room.beginScan(held, 20);
    // Some scans are given up, as by an error in between.
    if (round % 7 === 0) continue;
    room.finishScan();
    let count = 0;
    let wrong = 0;
    for (const { vectors } of held)
      room.eachFound(vectors, (place, dot) => {
        count++;
        if (count % 50 === 0 && dot !== vectors.dot(place)) wrong++;
      });
    expect(wrong).toBe(0);
    expect(count).toBeGreaterThanOrEqual(20);
    if (round % 100 !== 1) continue;
    const all = held.flatMap(({ rows, vectors }) =>
      Array.from({ length: vectors.stretch.count }, (_, place) =>
        dotOf(rows.subarray(place * dimensions, (place + 1) * dimensions), query),
      ),
    );
    const nearest = all.sort((a, b) => b - a).slice(0, 20);
    const found = held.flatMap(({ vectors }) => {
      const dots: number[] = [];
      room.eachFound(vectors, (_, dot) => dots.push(dot));
      return dots;
    });
    expect(found.sort((a, b) => b - a).slice(0, 20)).toEqual(nearest);
  }
  const exit = once(helper!, "exit");
  room.close();
  expect(await exit).toEqual([0]);
});

function sourceOf(bytes: Int8Array, inverseLengths: Float32Array) {
  return {
    count: inverseLengths.length,
    read(into: Int8Array, lengths: Float32Array) {
      into.set(bytes);
      lengths.set(inverseLengths);
    },
  };
}

function scannedOf({ vectors, isAllowed }: Held): Scanned {
  return { vectors, allowed: allowing(isAllowed) };
}

/** A bit for each. */
function allowing(each: readonly boolean[]): Int32Array {
  const bits = new Int32Array(Math.ceil(each.length / 32));
  each.forEach((isAllowed, i) => isAllowed && (bits[i >> 5]! |= 1 << (i & 31)));
  return bits;
}

function dotOf(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

test("vectors are compared with each other, those that are not there with none", () => {
  const room = new VectorRoom({ dimensions });
  const along = (axis: number) =>
    Array.from({ length: dimensions }, (_, i) => (i === axis ? 100 : 0));
  const between = along(0).map((value, i) => value + along(1)[i]!);
  const vectors = room.add(
    sourceOf(
      Int8Array.from([...along(0), ...along(1), ...between]),
      Float32Array.of(0.01, 0.01, 0.01 / Math.SQRT2),
    ),
  );
  const cosines = room.compare([
    { vectors, place: 0 },
    { vectors, place: 1 },
    { vectors: undefined, place: 0 },
    { vectors, place: 2 },
  ]);
  const half = Math.SQRT1_2;
  const expected = [1, 0, 0, half, 0, 1, 0, half, 0, 0, 0, 0, half, half, 0, 1];
  expected.forEach((cosine, i) => expect(cosines[i]).toBeCloseTo(cosine, 5));
});
