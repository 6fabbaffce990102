// Files of papers and of lists of papers. What a file is shows in what it holds, whatever its name:
// arXiv metadata as JSON lines, a saved Daily Papers page, a bibliography (BibTeX, RIS, CSL-JSON), or
// a list of identifiers, addresses and titles; each gzipped or not.
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { Invalid } from "../../errors.ts";
import type { Mention } from "../../papers/mention.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { addDays, dayOf, type Day } from "../../papers/period.ts";
import { parseArxivLine } from "./arxiv-json.ts";
import { isBibtex, parseBibtex } from "./bibtex.ts";
import { isCslJson, parseCslJson } from "./csl-json.ts";
import { isDailyPapersPage, parseDailyPapersPage } from "./daily-papers-page.ts";
import { decodeText } from "./encoding.ts";
import { linesOf } from "./lines.ts";
import { parsePastedList } from "./pasted-list.ts";
import { isRis, parseRis } from "./ris.ts";

/** One paper of a file, or what the file says of one, or the reason why its line holds neither. */
export type SnapshotEntry = { line: number } & (
  | { record: PaperRecord; mention?: undefined; reason?: undefined }
  | { record?: undefined; mention: Mention; reason?: undefined }
  | { record?: undefined; mention?: undefined; reason: string }
);

export interface Snapshot {
  entries: AsyncIterable<SnapshotEntry>;
  /** Bytes of the file, as it lies on disk; 0 where nobody can say. */
  size: number;
  /** How many of them have been read so far. */
  read: () => number;
}

export interface SnapshotOptions {
  /** The day of a saved page, in place of its date line. */
  date?: Day | undefined;
  now: Date;
  /** What to read in place of the file. */
  input?: AsyncIterable<Uint8Array> | undefined;
}

const longestLine = 4_000_000;
/** Of everything but JSON lines, which are read as they come. */
const largestText = 20_000_000;

/**
 * @throws Invalid when the file cannot be read; reading its entries throws it when the file is of
 * no known kind or its compression is broken.
 */
export async function openSnapshot(path: string, options: SnapshotOptions): Promise<Snapshot> {
  const { input } = options;
  if (input) return { entries: entriesOf(input, options), size: 0, read: () => 0 };
  const { size, gzipped } = await look(path);
  const file = createReadStream(path);
  // pipeline hands an error of the file on to whoever reads the unpacked bytes.
  const bytes = gzipped ? pipeline(file, createGunzip(), () => {}) : file;
  return { entries: entriesOf(bytes, options), size, read: () => file.bytesRead };
}

async function look(path: string): Promise<{ size: number; gzipped: boolean }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new Invalid("is a folder; name the files in it");
    const file = await open(path);
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    await file.close();
    return { size: found.size, gzipped: buffer[0] === 0x1f && buffer[1] === 0x8b };
  } catch (cause) {
    if (cause instanceof Invalid) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    throw new Invalid(code === "ENOENT" ? "is not there" : `cannot be read (${code})`, { cause });
  }
}

async function* entriesOf(
  bytes: AsyncIterable<Uint8Array>,
  options: SnapshotOptions,
): AsyncGenerator<SnapshotEntry> {
  // A list is decoded as a whole, when its encoding shows.
  let kept: Uint8Array[] = [];
  let isJsonLines: boolean | undefined;
  const keeping = async function* () {
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.length;
      if (!isJsonLines) kept.push(chunk);
      if (!isJsonLines && size > largestText) {
        throw new Invalid("is too large for a list; split it in parts");
      }
      yield chunk;
    }
  };
  try {
    for await (const { number, text: line } of linesOf(keeping(), longestLine)) {
      if (isJsonLines === undefined && line !== undefined && line.trim() !== "") {
        isJsonLines = line.trimStart().startsWith("{") && !isCslJson(line);
      }
      if (isJsonLines) {
        kept = [];
        yield* jsonEntry(number, line, options.now);
        continue;
      }
      if (line === undefined)
        throw new Invalid(`has a line of more than ${longestLine} characters`);
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    if (code.startsWith("Z_")) {
      throw new Invalid(`is broken gzip (${code}); get the file again`, { cause });
    }
    throw cause;
  }
  if (!isJsonLines && kept.length > 0) {
    yield* await textEntries(decodeText(Buffer.concat(kept)), options);
  }
}

async function textEntries(text: string, options: SnapshotOptions): Promise<SnapshotEntry[]> {
  if (!isText(text)) throw new Invalid("is not text; save it as UTF-8");
  const beginning = text.slice(0, 100_000).trimStart();
  if (/^<(!doctype|html|\?xml)/i.test(beginning)) {
    throw new Invalid("is a web page; save it as plain text, or paste its titles");
  }
  if (isCslJson(firstLine(beginning))) return parseCslJson(text);
  if (isRis(beginning)) return parseRis(text);
  if (isBibtex(text)) return await parseBibtex(text);
  if (isDailyPapersPage(text)) {
    return parseDailyPapersPage(text, options).map(({ line, record, reason }): SnapshotEntry =>
      record ? { line, record } : { line, reason: reason ?? "" },
    );
  }
  return parsePastedList(text);
}

/** A few broken letters are no reason to refuse a list; its titles are matched all the same. */
function isText(text: string): boolean {
  const broken = text.match(/\uFFFD|(?!\s)\p{Cc}/gu)?.length ?? 0;
  return !text.includes("\0") && broken <= text.length / 50;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]!;
}

function* jsonEntry(line: number, text: string | undefined, now: Date): Generator<SnapshotEntry> {
  if (text === undefined) {
    yield { line, reason: `is longer than ${longestLine} characters` };
    return;
  }
  if (text.trim() === "") return;
  try {
    yield { line, record: notOfTheFuture(parseArxivLine(text), now) };
  } catch (cause) {
    if (!(cause instanceof Invalid)) throw cause;
    yield { line, reason: cause.message };
  }
}

/** A wrong year would stand on the front page for as long. Clocks differ by less than two days. */
function notOfTheFuture(record: PaperRecord, now: Date): PaperRecord {
  const latest = addDays(dayOf(now.getTime()), 2);
  const beyond = record.appearances?.find(({ day }) => day > latest);
  if (beyond) throw new Invalid(`the field "day" is in the future (${beyond.day})`);
  return record;
}
