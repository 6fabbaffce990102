// Files of papers: arXiv metadata as JSON lines, gzipped or not, or a saved Daily Papers page. What
// a file is shows in its first bytes, whatever its name.
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { Invalid } from "../errors.ts";
import type { PaperRecord } from "../papers/paper.ts";
import { addDays, dayOf, type Day } from "../papers/period.ts";
import { parseArxivLine } from "./arxiv-json.ts";
import { parseDailyPapersPage } from "./daily-papers-page.ts";
import { linesOf } from "./lines.ts";

/** One paper of a file, or the reason why its line holds none. */
type SnapshotEntry = { line: number; record: PaperRecord } | { line: number; reason: string };

export interface Snapshot {
  entries: AsyncIterable<SnapshotEntry>;
  /** Bytes of the file, as it lies on disk. */
  size: number;
  /** How many of them have been read so far. */
  read: () => number;
}

const longestLine = 4_000_000;
const largestPage = 20_000_000;

/**
 * @throws Invalid when the file cannot be read; reading its entries throws it when the file is of
 * neither kind or its compression is broken.
 */
export async function openSnapshot(
  path: string,
  options: { date?: Day | undefined; now: Date },
): Promise<Snapshot> {
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
  options: { date?: Day | undefined; now: Date },
): AsyncGenerator<SnapshotEntry> {
  let page: string[] | undefined;
  let pageSize = 0;
  let isJson: boolean | undefined;
  try {
    for await (const { number, text } of linesOf(bytes, longestLine)) {
      if (isJson === undefined && text !== undefined && text.trim() !== "") {
        isJson = text.trimStart().startsWith("{");
      }
      if (isJson) {
        yield* jsonEntry(number, text, options.now);
        continue;
      }
      page ??= [];
      page.push(text ?? "");
      pageSize += text?.length ?? 0;
      if (pageSize > largestPage) throw new Invalid("is too large for a saved page");
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    if (code.startsWith("Z_")) {
      throw new Invalid(`is broken gzip (${code}); get the file again`, { cause });
    }
    throw cause;
  }
  if (isJson) return;
  if (page)
    for (const { line, record, reason } of parseDailyPapersPage(page.join("\n"), options)) {
      yield record ? { line, record } : { line, reason: reason ?? "" };
    }
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
