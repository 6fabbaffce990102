// The embedder's file: what it knows of every word, in bytes. A prelude (8 bytes "BSHEETE2", length
// and CRC-32 of the header), a header in JSON, then a scale for each row (float32), the words in the
// order of their rows, one a line, and the rows (int8). Numbers are little-endian.
import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";

const magic = "BSHEETE2";
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

/** A model whose rows stay in the file until they are asked for: most are not, most of the time. */
export interface OpenModel extends Omit<Model, "rows"> {
  /** Fills `into` with the bytes of rows from `first` on. */
  readRows: (first: number, into: Uint8Array) => void;
}

interface Header {
  name: string;
  dimensions: number;
  words: number;
  buckets: number;
  /** How long the words are, in bytes. */
  wordBytes: number;
  /** Of scales and words, which are checked whenever a model is opened. */
  crc: number;
  /** Of the rows, which tells one model from another. */
  rowsCrc: number;
}

export function writeModel(path: string, model: Model): void {
  const { name, dimensions, words, buckets, scales, rows } = model;
  const text = Buffer.from(words.join("\n"));
  const scaleBytes = Buffer.from(scales.buffer, scales.byteOffset, scales.byteLength);
  const rowBytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
  const header: Header = {
    name,
    dimensions,
    words: words.length,
    buckets,
    wordBytes: text.length,
    crc: crc32(text, crc32(scaleBytes)),
    rowsCrc: crc32(rowBytes),
  };
  // Spaces at its end bring what follows to a multiple of four.
  const json = JSON.stringify(header);
  const padded = Buffer.from(json.padEnd(Math.ceil(json.length / 4) * 4));
  const prelude = Buffer.alloc(preludeLength);
  prelude.write(magic, "latin1");
  prelude.writeUInt32LE(padded.length, 8);
  prelude.writeUInt32LE(crc32(padded), 12);
  writeFileSync(path, Buffer.concat([prelude, padded, scaleBytes, text, rowBytes]));
}

/**
 * Opens a model; its file stays open.
 * @throws Error when it is no such file, or is damaged.
 */
export function openModel(path: string | URL): OpenModel {
  const file = openSync(path, "r");
  const { header, bodyAt } = readHeader(file, path);
  const { dimensions, buckets, wordBytes } = header;
  const count = header.words + buckets;
  const scales = new Float32Array(count);
  const words = Buffer.alloc(wordBytes);
  readFrom(file, new Uint8Array(scales.buffer), bodyAt, path);
  readFrom(file, words, bodyAt + scales.byteLength, path);
  if (crc32(words, crc32(scales)) !== header.crc) throw damaged(path);
  const rowsAt = bodyAt + scales.byteLength + wordBytes;
  return {
    name: nameOf(header),
    dimensions,
    words: words.toString().split("\n"),
    buckets,
    scales,
    readRows: (first, into) => readFrom(file, into, rowsAt + first * dimensions, path),
  };
}

/** Which model a file holds, as `Model.name` has it. */
export function readModelName(path: string | URL): string {
  const file = openSync(path, "r");
  try {
    return nameOf(readHeader(file, path).header);
  } finally {
    closeSync(file);
  }
}

/** Two models are never taken for one, even when nobody gave them another name. */
function nameOf({ name, rowsCrc }: Header): string {
  return `${name} ${rowsCrc.toString(16).padStart(8, "0")}`;
}

/** The header, and where what follows it begins. */
function readHeader(file: number, path: string | URL): { header: Header; bodyAt: number } {
  const prelude = new Uint8Array(preludeLength);
  readFrom(file, prelude, 0, path);
  const { buffer } = prelude;
  if (Buffer.from(buffer).toString("latin1", 0, 8) !== magic) throw damaged(path);
  const [length = 0, crc] = new Uint32Array(buffer, 8, 2);
  const json = Buffer.alloc(Math.min(length, longestHeader));
  readFrom(file, json, preludeLength, path);
  if (crc32(json) !== crc) throw damaged(path);
  return { header: JSON.parse(json.toString()) as Header, bodyAt: preludeLength + length };
}

function readFrom(file: number, into: Uint8Array, at: number, path: string | URL): void {
  for (let done = 0; done < into.length;) {
    const read = readSync(file, into, done, into.length - done, at + done);
    if (read === 0) throw damaged(path);
    done += read;
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
