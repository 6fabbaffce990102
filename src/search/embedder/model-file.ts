// The embedder's file: what it knows of every word, in bytes. A prelude (8 bytes "BSHEETE1", length
// and CRC-32 of the header), a header in JSON, then a scale for each row (float32), the rows (int8),
// and the words in the order of their rows, one a line. Numbers are little-endian.
import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";

const magic = "BSHEETE1";
const preludeLength = 16;
const longestHeader = 1 << 16;

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
  rows: Int8Array;
}

interface Header {
  name: string;
  dimensions: number;
  words: number;
  buckets: number;
  /** How long the words are, in bytes. */
  wordBytes: number;
  /** Of all that follows. */
  crc: number;
}

export function writeModel(path: string, model: Model): void {
  const { name, dimensions, words, buckets, scales, rows } = model;
  const text = Buffer.from(words.join("\n"));
  const body = Buffer.concat([
    Buffer.from(scales.buffer, scales.byteOffset, scales.byteLength),
    Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength),
    text,
  ]);
  const header: Header = {
    name,
    dimensions,
    words: words.length,
    buckets,
    wordBytes: text.length,
    crc: crc32(body),
  };
  // Spaces at its end bring what follows to a multiple of four.
  const json = JSON.stringify(header);
  const padded = Buffer.from(json.padEnd(Math.ceil(json.length / 4) * 4));
  const prelude = Buffer.alloc(preludeLength);
  prelude.write(magic, "latin1");
  prelude.writeUInt32LE(padded.length, 8);
  prelude.writeUInt32LE(crc32(padded), 12);
  writeFileSync(path, Buffer.concat([prelude, padded, body]));
}

/**
 * Reads a model.
 * @param roomFor gives the memory that its rows are read into, so that they need not be copied.
 * @throws Error when it is no such file, or is damaged.
 */
export function readModel(path: string | URL, roomFor: (bytes: number) => Int8Array): Model {
  return withModel(path, ({ header, bodyAt, read }) => {
    const { dimensions, buckets } = header;
    const count = header.words + buckets;
    const scales = new Float32Array(count);
    const rows = roomFor(count * dimensions);
    const words = new Uint8Array(header.wordBytes);
    let at = bodyAt;
    let found = 0;
    for (const part of [scales, rows, words]) {
      const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
      read(bytes, at);
      at += bytes.length;
      found = crc32(bytes, found);
    }
    if (found !== header.crc) throw damaged(path);
    const list = Buffer.from(words).toString().split("\n");
    return { name: nameOf(header), dimensions, words: list, buckets, scales, rows };
  });
}

/** Which model a file holds, as `Model.name` has it. */
export function readModelName(path: string | URL): string {
  return withModel(path, ({ header }) => nameOf(header));
}

/** Two models are never taken for one, even when nobody gave them another name. */
function nameOf({ name, crc }: Header): string {
  return `${name} ${crc.toString(16).padStart(8, "0")}`;
}

interface OpenModel {
  header: Header;
  /** Where what follows the header begins. */
  bodyAt: number;
  /** Fills `into` with what begins there. */
  read: (into: Uint8Array, at: number) => void;
}

function withModel<Result>(path: string | URL, use: (model: OpenModel) => Result): Result {
  const file = openSync(path, "r");
  try {
    const prelude = new Uint8Array(preludeLength);
    read(prelude, 0);
    const { buffer } = prelude;
    if (Buffer.from(buffer).toString("latin1", 0, 8) !== magic) throw damaged(path);
    const [length = 0, crc] = new Uint32Array(buffer, 8, 2);
    const json = new Uint8Array(Math.min(length, longestHeader));
    read(json, preludeLength);
    if (crc32(json) !== crc) throw damaged(path);
    const header = JSON.parse(Buffer.from(json).toString()) as Header;
    return use({ header, bodyAt: preludeLength + length, read });
  } finally {
    closeSync(file);
  }

  function read(into: Uint8Array, at: number): void {
    for (let done = 0; done < into.length;) {
      const read = readSync(file, into, done, into.length - done, at + done);
      if (read === 0) throw damaged(path);
      done += read;
    }
  }
}

function damaged(path: string | URL): Error {
  return new Error(`${String(path)} is not the embedder's file, or is damaged.`);
}

/** Rows of float32 as bytes, each with the scale that makes the most of them. */
export function quantise(values: Float32Array, dimensions: number): Pick<Model, "scales" | "rows"> {
  const count = values.length / dimensions;
  const scales = new Float32Array(count);
  const rows = new Int8Array(values.length);
  for (let row = 0; row < count; row++) {
    const from = row * dimensions;
    let most = 0;
    for (let i = from; i < from + dimensions; i++) most = Math.max(most, Math.abs(values[i]!));
    scales[row] = most / 127;
    if (most === 0) continue;
    for (let i = from; i < from + dimensions; i++) rows[i] = Math.round((values[i]! * 127) / most);
  }
  return { scales, rows };
}
