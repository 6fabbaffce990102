import fc from "fast-check";
import { expect, test } from "vitest";
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
        const room = new VectorRoom(dimensions);
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
        for (const { rows, vectors } of held) {
          const expected = rows.map((row) => row.reduce((sum, n, i) => sum + n * query[i]!, 0));
          expect([...vectors.dots(0, rows.length)]).toEqual(expected);
          expect([...vectors.at(rows.length - 1)]).toEqual(rows.at(-1));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("the memory of segments that went is used again", () => {
  const room = new VectorRoom(dimensions);
  const segment = () => room.add(new Int8Array(4096 * dimensions), new Float32Array(4096));
  const first = [segment(), segment(), segment()];
  const { byteLength } = first[0]!.at(0).buffer;
  for (const vectors of first) vectors.leave();
  for (let round = 0; round < 50; round++) segment().leave();
  const large = room.add(new Int8Array(12_288 * dimensions), new Float32Array(12_288));
  expect(large.at(0).buffer.byteLength).toBe(byteLength);
});
