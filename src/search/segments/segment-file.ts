// A segment on disk: one file, never changed. A prelude (8 bytes "BSHEETS4", length and CRC-32 of
// the header), a header in JSON, then sections at multiples of 8, each with its CRC-32. Numbers are
// little-endian, as on every machine that Node runs on but one (s390x; the prelude tells).
import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { ForwardBytes } from "./forward-bytes.ts";
import type { SegmentData, SegmentToMerge } from "./segment-data.ts";

const magic = "BSHEETS4";
const preludeLength = 16;

const sectionNames = [
  "numbers",
  "removed",
  "days",
  "lengths",
  "titleLengths",
  "profileOf",
  "profiles",
  "dictionaryBytes",
  "dictionaryBlocks",
  "postingStarts",
  "postings",
  "positionStarts",
  "positions",
  "vectors",
  "inverseLengths",
  "signatures",
] as const;
type SectionName = (typeof sectionNames)[number];

interface Section {
  at: number;
  length: number;
  crc: number;
}

interface Header {
  papers: number;
  terms: number;
  /** Of the vectors. */
  model: string;
  dimensions: number;
  sections: Record<SectionName, Section>;
}

/** Errors between threads keep their code, not their class. */
export const damagedSegment = "DAMAGED_SEGMENT";

class DamagedSegment extends Error {
  readonly code = damagedSegment;
}

/** Writes to a temporary file, syncs it, renames it, syncs the folder. */
export function writeSegment(path: string, data: SegmentData): void {
  const { columns, dictionary, vectors } = data;
  const arrays: Record<SectionName, Numbers> = {
    ...columns,
    ...data,
    dictionaryBytes: dictionary.bytes,
    dictionaryBlocks: dictionary.blocks,
    vectors: vectors.bytes,
    inverseLengths: vectors.inverseLengths,
  };
  const parts = sectionNames.map((name) => bytesOf(arrays[name]));
  const sections = {} as Record<SectionName, Section>;
  let at = 0;
  parts.forEach((part, i) => {
    sections[sectionNames[i]!] = { at, length: part.length, crc: crc32(part) };
    at = aligned(at + part.length);
  });
  const header: Header = {
    papers: columns.numbers.length,
    terms: dictionary.count,
    model: vectors.model,
    dimensions: vectors.dimensions,
    sections,
  };
  const json = Buffer.from(JSON.stringify(header));
  const prelude = Buffer.alloc(preludeLength);
  prelude.write(magic, "latin1");
  new Uint32Array(prelude.buffer, prelude.byteOffset + 8, 2).set([json.length, crc32(json)]);
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, "w");
  try {
    writeAll(file, prelude, 0);
    writeAll(file, json, preludeLength);
    const base = aligned(preludeLength + json.length);
    parts.forEach((part, i) => writeAll(file, part, base + sections[sectionNames[i]!].at));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** A renamed file is only there after a power cut when its folder was synced. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What search keeps in memory; it can be transferred between threads. */
export interface SegmentParts extends Kept {
  /** Of the vectors. */
  model: string;
  dimensions: number;
  /** Where in the file the rest stands. */
  onDisk: Record<OnDisk, number>;
}
const onDisk = [
  "postings",
  "positionStarts",
  "positions",
  "vectors",
  "inverseLengths",
  "signatures",
] as const;
type OnDisk = (typeof onDisk)[number];
type Kept = Omit<SegmentData, OnDisk>;

/**
 * Reads all but the largest sections, of which each search reads what it needs: the system keeps in
 * memory what is asked for often. They are checked, too.
 * @throws DamagedSegment when anything is not as it was written.
 */
export function readParts(path: string): SegmentParts {
  return withFile(path, (file) => {
    const { header, base } = readHeader(file, path);
    const places = {} as Record<OnDisk, number>;
    for (const name of onDisk) {
      checkSection(file, path, base, header.sections[name]);
      places[name] = base + header.sections[name].at;
    }
    return {
      ...partsIn(header, (name) => readSection(file, path, base, header.sections[name])),
      model: header.model,
      dimensions: header.dimensions,
      onDisk: places,
    };
  });
}

/** To be merged: all but signatures, which are made anew. What is largest is read when it is wanted. */
export function readSegment(path: string): SegmentToMerge {
  return withFile(path, (file) => {
    const { header, base } = readHeader(file, path);
    const { sections } = header;
    const read = (name: SectionName): Uint8Array<ArrayBuffer> =>
      readSection(file, path, base, sections[name]);
    const forward = (name: SectionName): ForwardBytes => {
      const { at, length } = sections[name];
      // Before anything is made of it.
      checkSection(file, path, base, sections[name]);
      return new ForwardBytes(length, (from, into) =>
        withFile(path, (file) => readAll(file, into, base + at + from, path)),
      );
    };
    return {
      ...partsIn(header, read),
      postings: forward("postings"),
      positionStarts: u32(read("positionStarts")),
      positions: forward("positions"),
      vectors: {
        model: header.model,
        dimensions: header.dimensions,
        count: header.papers,
        read(bytes, inverseLengths) {
          withFile(path, (file) => {
            readInto(bytesOf(bytes), file, path, base, sections.vectors);
            readInto(bytesOf(inverseLengths), file, path, base, sections.inverseLengths);
          });
        },
      },
    };
  });
}

/** The memory of `parts`, to hand to another thread without copying. */
export function memoryOf({ columns, dictionary, removed, postingStarts }: Kept): ArrayBuffer[] {
  const { numbers, days, lengths, titleLengths, profileOf, profiles } = columns;
  const arrays = [
    numbers,
    days,
    lengths,
    titleLengths,
    profileOf,
    profiles,
    dictionary.bytes,
    dictionary.blocks,
    removed,
    postingStarts,
  ];
  return arrays.map(({ buffer }) => buffer);
}

/** As `memoryOf`, of all that is held of a segment. */
export function wholeMemoryOf(data: SegmentData | SegmentToMerge): ArrayBuffer[] {
  const { positionStarts } = data;
  const rest =
    "signatures" in data
      ? [
          data.postings,
          data.positions,
          data.vectors.bytes,
          data.vectors.inverseLengths,
          data.signatures,
        ]
      : [data.postings.bytes, data.positions.bytes];
  return [...memoryOf(data), ...[positionStarts, ...rest].map(({ buffer }) => buffer)];
}

function partsIn(header: Header, read: (name: SectionName) => Uint8Array<ArrayBuffer>): Kept {
  return {
    columns: {
      numbers: u32(read("numbers")),
      days: u16(read("days")),
      lengths: u16(read("lengths")),
      titleLengths: read("titleLengths"),
      profileOf: u16(read("profileOf")),
      profiles: read("profiles"),
    },
    removed: u32(read("removed")),
    dictionary: {
      bytes: read("dictionaryBytes"),
      blocks: u32(read("dictionaryBlocks")),
      count: header.terms,
    },
    postingStarts: u32(read("postingStarts")),
  };
}

function withFile<Result>(path: string, use: (file: number) => Result): Result {
  const file = openSync(path, "r");
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function readHeader(file: number, path: string): { header: Header; base: number } {
  const prelude = new Uint8Array(preludeLength);
  readAll(file, prelude, 0, path);
  if (Buffer.from(prelude.subarray(0, 8)).toString("latin1") !== magic)
    throw new DamagedSegment(`${path}: another format`);
  const [length = 0, crc = 0] = new Uint32Array(prelude.buffer, 8, 2);
  if (length > 1 << 26) throw new DamagedSegment(`${path}: header`);
  const json = new Uint8Array(length);
  readAll(file, json, preludeLength, path);
  if (crc32(json) !== crc) throw new DamagedSegment(`${path}: header`);
  return {
    header: JSON.parse(Buffer.from(json).toString()) as Header,
    base: aligned(preludeLength + length),
  };
}

function readSection(
  file: number,
  path: string,
  base: number,
  section: Section,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(section.length);
  readInto(bytes, file, path, base, section);
  return bytes;
}

function readInto(
  bytes: Uint8Array,
  file: number,
  path: string,
  base: number,
  { at, crc }: Section,
): void {
  readAll(file, bytes, base + at, path);
  if (crc32(bytes) !== crc) throw new DamagedSegment(`${path}: bytes from ${base + at}`);
}

/** As `readSection`, without keeping it. */
function checkSection(
  file: number,
  path: string,
  base: number,
  { at, length, crc }: Section,
): void {
  const bytes = new Uint8Array(Math.min(length, 1 << 16));
  let found = 0;
  for (let done = 0; done < length; done += bytes.length) {
    const part = bytes.subarray(0, Math.min(bytes.length, length - done));
    readAll(file, part, base + at + done, path);
    found = crc32(part, found);
  }
  if (found !== crc) throw new DamagedSegment(`${path}: bytes from ${base + at}`);
}

export function readAll(file: number, into: Uint8Array, at: number, path: string): void {
  for (let done = 0; done < into.length;) {
    const read = readSync(file, into, done, into.length - done, at + done);
    if (read === 0) throw new DamagedSegment(`${path}: ends early`);
    done += read;
  }
}

function writeAll(file: number, from: Uint8Array, at: number): void {
  for (let done = 0; done < from.length;)
    done += writeSync(file, from, done, from.length - done, at + done);
}

function aligned(at: number): number {
  return (at + 7) & ~7;
}

type Numbers = Uint8Array | Int8Array | Uint16Array | Uint32Array | Float32Array;

export function bytesOf(array: Numbers): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function u16(bytes: Uint8Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  return new Uint16Array(bytes.buffer);
}

function u32(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  return new Uint32Array(bytes.buffer);
}
