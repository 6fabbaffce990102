import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../evaluation/random.ts";
import { VectorRoom, type Vectors } from "./room.ts";

const dimensions = 32;
const vector = fc.array(fc.integer({ min: -127, max: 127 }), {
  minLength: dimensions,
  maxLength: dimensions,
});

test("dot products are exact, whatever segments came and went before", () => {
  fc.assert(
    fc.property(
      vector,
      fc.array(
        fc.oneof(
          fc.record({ add: fc.array(vector, { minLength: 1, maxLength: 40 }) }),
          fc.record({ leave: fc.nat() }),
        ),
        { maxLength: 30 },
      ),
      (query, steps) => {
        const room = new VectorRoom({ dimensions });
        const held: { rows: number[][]; vectors: Vectors }[] = [];
        for (const step of steps) {
          if ("add" in step) {
            const bytes = Int8Array.from(step.add.flat());
            const vectors = room.add(bytes, new Float32Array(step.add.length));
            held.push({ rows: step.add, vectors });
          } else if (held.length > 0) {
            held.splice(step.leave % held.length, 1)[0]!.vectors.leave();
          }
        }
        room.ask(Int8Array.from(query));
        room.beginScan(held.map(({ vectors }) => vectors));
        room.finishScan();
        for (const { rows, vectors } of held) {
          const expected = rows.map((row) => row.reduce((sum, n, i) => sum + n * query[i]!, 0));
          expect(rows.map((_, place) => vectors.dot(place))).toEqual(expected);
          expect([...vectors.scanned()]).toEqual(expected);
          expect([...vectors.at(rows.length - 1)]).toEqual(rows.at(-1));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("the memory of segments that went is used again", () => {
  const room = new VectorRoom({ dimensions });
  const segment = () => room.add(new Int8Array(4096 * dimensions), new Float32Array(4096));
  const first = [segment(), segment(), segment()];
  const { byteLength } = first[0]!.at(0).buffer;
  for (const vectors of first) vectors.leave();
  for (let round = 0; round < 50; round++) segment().leave();
  const large = room.add(new Int8Array(12_288 * dimensions), new Float32Array(12_288));
  expect(large.at(0).buffer.byteLength).toBe(byteLength);
});

test("two threads scan as one does, thousands of times, while segments come and go", async () => {
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
    return { rows, vectors: room.add(rows, new Float32Array(count)) };
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
    room.beginScan(held.map(({ vectors }) => vectors));
    // Some scans are given up, as by an error in between.
    if (round % 7 === 0) continue;
    room.finishScan();
    for (const { rows, vectors } of held) {
      const place = Math.floor(random() * vectors.stretch.count);
      const row = rows.subarray(place * dimensions, (place + 1) * dimensions);
      expect(vectors.scanned()[place]).toBe(row.reduce((sum, n, i) => sum + n * query[i]!, 0));
    }
  }
  await helper!.terminate();
});
