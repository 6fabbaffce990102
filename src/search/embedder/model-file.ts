// The embedder's file: what it knows of every word, in bytes. A prelude (8 bytes "BSHEETE1", length
// and CRC-32 of the header), a header in JSON, then a scale for each row (float32), the rows (int8),
// and the words in the order of their rows, one a line. Numbers are little-endian.
import { readFileSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";

const magic = "BSHEETE1";
const preludeLength = 16;

export interface Model {
  /** Which model it is; vectors of two models are not to be compared. */
  name: string;
  dimensions: number;
  /** Words by row; after them come the buckets of pieces. */
  words: readonly string[];
  buckets: number;
  /** What a row's bytes are to be multiplied by. */
  scales: Float32Array<ArrayBuffer>;
  /** Row after row. */
  rows: Int8Array<ArrayBuffer>;
}

interface Header {
  name: string;
  dimensions: number;
  words: number;
  buckets: number;
  /** Of all that follows. */
  crc: number;
}

export function writeModel(path: string, model: Model): void {
  const { name, dimensions, words, buckets, scales, rows } = model;
  const body = Buffer.concat([
    Buffer.from(scales.buffer, scales.byteOffset, scales.byteLength),
    Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength),
    Buffer.from(words.join("\n")),
  ]);
  const header: Header = { name, dimensions, words: words.length, buckets, crc: crc32(body) };
  // Spaces at its end bring what follows to a multiple of four.
  const json = JSON.stringify(header);
  const padded = Buffer.from(json.padEnd(Math.ceil(json.length / 4) * 4));
  const prelude = Buffer.alloc(preludeLength);
  prelude.write(magic, "latin1");
  prelude.writeUInt32LE(padded.length, 8);
  prelude.writeUInt32LE(crc32(padded), 12);
  writeFileSync(path, Buffer.concat([prelude, padded, body]));
}

/** @throws Error when it is no such file, or is damaged. */
export function readModel(path: string | URL): Model {
  const file = readFileSync(path);
  const damaged = () => new Error(`${String(path)} is not the embedder's file, or is damaged.`);
  if (file.length < preludeLength || file.toString("latin1", 0, 8) !== magic) throw damaged();
  const length = file.readUInt32LE(8);
  const json = file.subarray(preludeLength, preludeLength + length);
  if (crc32(json) !== file.readUInt32LE(12)) throw damaged();
  const header = JSON.parse(json.toString()) as Header;
  const body = file.subarray(preludeLength + length);
  if (crc32(body) !== header.crc) throw damaged();
  const { name, dimensions, buckets } = header;
  const count = header.words + buckets;
  const scales = new Float32Array(count);
  new Uint8Array(scales.buffer).set(body.subarray(0, 4 * count));
  const rows = new Int8Array(count * dimensions);
  new Uint8Array(rows.buffer).set(body.subarray(4 * count, 4 * count + rows.length));
  const words = body.subarray(4 * count + rows.length).toString().split("\n");
  return { name, dimensions, words, buckets, scales, rows };
}

/** Rows of float32 as bytes, each with the scale that makes the most of them. */
export function quantise(
  values: Float32Array,
  dimensions: number,
): Pick<Model, "scales" | "rows"> {
  const count = values.length / dimensions;
  const scales = new Float32Array(count);
  const rows = new Int8Array(values.length);
  for (let row = 0; row < count; row++) {
    const from = row * dimensions;
    let most = 0;
    for (let i = from; i < from + dimensions; i++) most = Math.max(most, Math.abs(values[i]!));
    scales[row] = most / 127;
    if (most === 0) continue;
    for (let i = from; i < from + dimensions; i++)
      rows[i] = Math.round((values[i]! * 127) / most);
  }
  return { scales, rows };
}
