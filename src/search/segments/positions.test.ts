import fc from "fast-check";
import { expect, test } from "vitest";
import { PositionReader } from "./position-reader.ts";
import { entryEnd, PositionWriter } from "./positions.ts";

const somePositions = fc
  .uniqueArray(fc.oneof(fc.nat(300), fc.nat(0xff00)), { minLength: 1, maxLength: 90 })
  .map((positions) => Uint16Array.from(positions).sort());
// A paper that is one word over and over fills a window by itself.
const endless = Uint16Array.from({ length: 50_000 }, (_, i) => i);

test("positions of any papers are read as they were written, whichever are asked for", () => {
  const somePapers = fc.array(
    fc.oneof({ weight: 9, arbitrary: somePositions }, fc.constant(endless)),
    {
      minLength: 1,
      maxLength: 400,
      size: "max",
    },
  );
  fc.assert(
    fc.property(somePapers, fc.array(fc.nat(399), { maxLength: 60 }), (papers, chosen) => {
      const writer = new PositionWriter();
      writer.begin(3);
      for (const positions of papers.slice(0, 3)) writer.add(positions, 0, positions.length);
      const from = writer.out.length;
      writer.begin(papers.length);
      for (const positions of papers) writer.add(positions, 0, positions.length);
      const bytes = writer.out.done();
      const reader = new PositionReader();
      reader.open(
        {
          find: () => ({ from, to: bytes.length }),
          read: (at, into) => into.set(bytes.subarray(at, at + into.length)),
        },
        0,
        papers.length,
      );
      const asked = chosen.map((each) => each % papers.length);
      for (const entry of [...asked.toSorted((a, b) => a - b), ...asked]) {
        reader.find(entry);
        expect(read(reader)).toEqual(papers[entry]);
      }
    }),
    { numRuns: 25 },
  );
});

test("an entry ends where the next begins", () => {
  fc.assert(
    fc.property(fc.array(somePositions, { maxLength: 50 }), (papers) => {
      const writer = new PositionWriter();
      writer.begin(1);
      let at = writer.out.length;
      for (const positions of papers) {
        writer.add(positions, 0, positions.length);
        at = entryEnd(writer.out.bytes, at);
        expect(at).toBe(writer.out.length);
      }
    }),
  );
});

function read({ bytes, at, end }: PositionReader): Uint16Array {
  const positions: number[] = [];
  let position = 0;
  for (let i = at; i < end;) {
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[i++]!;
      position += (byte & 127) << shift;
      if (byte < 128) break;
    }
    positions.push(position);
  }
  return Uint16Array.from(positions);
}
