// Of which characters a font has glyphs, read from its table `cmap` (OpenType 1.9, "cmap — Character to
// Glyph Index Mapping Table"), so that nothing is drawn as an empty box.
import { inflateSync } from "node:zlib";

/** @returns code points. @param woff a font as WOFF 1.0 (W3C Recommendation, 13 December 2012) */
export function glyphsOf(woff: Buffer): Set<number> {
  const cmap = tableOf(woff, "cmap");
  const drawn = new Set<number>();
  const count = cmap.readUInt16BE(2);
  for (let i = 0; i < count; i++) {
    const at = cmap.readUInt32BE(8 + 8 * i);
    const format = cmap.readUInt16BE(at);
    if (format === 4) readSegments(cmap.subarray(at), drawn);
    if (format === 12) readGroups(cmap.subarray(at), drawn);
  }
  return drawn;
}

function tableOf(woff: Buffer, tag: string): Buffer {
  const tables = woff.readUInt16BE(12);
  for (let i = 0; i < tables; i++) {
    const entry = woff.subarray(44 + 20 * i, 64 + 20 * i);
    if (entry.toString("latin1", 0, 4) !== tag) continue;
    const [at, packed, whole] = [4, 8, 12].map((place) => entry.readUInt32BE(place)) as [
      number,
      number,
      number,
    ];
    const bytes = woff.subarray(at, at + packed);
    return packed < whole ? inflateSync(bytes) : bytes;
  }
  throw new Error(`The font has no table ${tag}.`);
}

/** Format 4: segments of two-byte code points. */
function readSegments(table: Buffer, drawn: Set<number>): void {
  const segments = table.readUInt16BE(6) / 2;
  const [ends, starts, deltas, ranges] = [0, 1, 2, 3].map(
    (part) => 14 + part * 2 * segments + (part > 0 ? 2 : 0),
  ) as [number, number, number, number];
  for (let i = 0; i < segments; i++) {
    const start = table.readUInt16BE(starts + 2 * i);
    const end = table.readUInt16BE(ends + 2 * i);
    const range = table.readUInt16BE(ranges + 2 * i);
    for (let point = start; point <= end && point < 0xffff; point++) {
      const glyph =
        range === 0
          ? point + table.readUInt16BE(deltas + 2 * i)
          : table.readUInt16BE(ranges + 2 * i + range + 2 * (point - start));
      if ((glyph & 0xffff) !== 0) drawn.add(point);
    }
  }
}

/** Format 12: groups of code points of any plane. */
function readGroups(table: Buffer, drawn: Set<number>): void {
  const groups = table.readUInt32BE(12);
  for (let i = 0; i < groups; i++) {
    const start = table.readUInt32BE(16 + 12 * i);
    const end = table.readUInt32BE(20 + 12 * i);
    for (let point = start; point <= end; point++) drawn.add(point);
  }
}
