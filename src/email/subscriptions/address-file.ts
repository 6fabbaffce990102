// Files of mail addresses, as people and other programs write them: CSV with commas, semicolons or
// tabs, with a first line of names or without, or one address a line. Read as it comes, so that a
// long one needs no memory; a line that cannot be read takes none of its neighbours along.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { Invalid } from "../../errors.ts";
import { encodingOf } from "../../sources/files/encoding.ts";
import { linesOf, type Line } from "../../sources/files/lines.ts";

/** What a line says by the names of its columns, in small letters; or why it says nothing. */
export type AddressLine = { line: number } & (
  { values: ReadonlyMap<string, string>; fault?: undefined } | { values?: undefined; fault: string }
);

export interface AddressFile {
  lines: AsyncIterable<AddressLine>;
  /** Bytes of the file; 0 where nobody can say. */
  size: number;
  /** How many of them have been read so far. */
  read: () => number;
}

const longestLine = 65_536;
/** Notes in quotation marks may go on over lines; a mark that was never closed must not. */
const mostLinesInRecord = 50;

/** As other systems call the column, without anything but letters; the surest first. */
const addressNames = [
  "email",
  "emailaddress",
  "mail",
  "mailaddress",
  "subscriberemail",
  "emailadresse",
  "mailadresse",
  "address",
];

/**
 * @throws Invalid when the file cannot be read; reading its lines throws it when it is no text, or
 * names its columns and none is of addresses.
 */
export async function openAddressFile(
  path: string,
  input?: AsyncIterable<Uint8Array>,
): Promise<AddressFile> {
  if (input) return { lines: addressLinesOf(input), size: 0, read: () => 0 };
  const size = await sizeOf(path);
  const file = createReadStream(path);
  return { lines: addressLinesOf(file), size, read: () => file.bytesRead };
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new Invalid("is a folder; name a file in it");
    return found.size;
  } catch (cause) {
    if (cause instanceof Invalid) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new Invalid(code === "ENOENT" ? "is not there" : `cannot be read (${code})`, { cause });
  }
}

async function* addressLinesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<AddressLine> {
  let columns: Columns | undefined;
  let open: Line[] = [];
  try {
    for await (const line of linesOf(checked(bytes), longestLine)) {
      if (!columns) {
        if (line.text?.trim() === "") continue;
        columns = columnsOf(line.text ?? "");
        if (columns.areNamed) continue;
      }
      open.push(line);
      if (columns.count > 1 && isOpen(open)) continue;
      yield* readLines(open, columns);
      open = [];
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (cause instanceof Invalid || code === undefined) throw cause;
    throw new Invalid(`cannot be read (${code})`, { cause });
  }
  if (columns) yield* readLines(open, columns);
}

/** Passes the bytes on once their beginning looks like text. */
async function* checked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of bytes) {
    if (isFirst) refuseBinary(chunk);
    isFirst = false;
    yield chunk;
  }
}

function refuseBinary(beginning: Uint8Array): void {
  const [first, second] = beginning;
  if (first === 0x50 && second === 0x4b) {
    throw new Invalid("is a spreadsheet or an archive; save the list as CSV");
  }
  if (first === 0x1f && second === 0x8b) throw new Invalid("is compressed; unpack it first");
  if (encodingOf(beginning) !== "utf-8") return;
  const start = beginning.subarray(0, 4096);
  // A stray one spoils its own line alone.
  const odd = start.filter((byte) => byte < 0x20 && !lineBreaksAndTabs.has(byte));
  if (odd.length <= start.length / 50) return;
  const isEveryOther = [0, 1].some((from) =>
    start.every((byte, at) => at % 2 !== from || byte === 0),
  );
  throw new Invalid(
    isEveryOther
      ? "is UTF-16 without a byte order mark; save it as CSV in UTF-8"
      : "is not text; save the list as CSV in UTF-8",
  );
}

const lineBreaksAndTabs = new Set([0x09, 0x0a, 0x0c, 0x0d]);

interface Columns {
  delimiter: string;
  /** Lower-case names by their places. */
  names: string[];
  /** Whether the first line said the names. */
  areNamed: boolean;
  count: number;
}

/** What the first line tells of all others. */
function columnsOf(line: string): Columns {
  const delimiter = delimiterOf(line);
  const fields = fieldsOf(line, delimiter) ?? line.split(delimiter);
  const count = fields.length;
  const at = fields.findIndex((field) => field.includes("@"));
  if (at >= 0) {
    const names = fields.map((_, place) => (place === at ? "address" : `column ${place + 1}`));
    if (at === 0 && count > 1) {
      refuseOther(fields[1] ?? "");
      names[1] = "frequency";
    }
    return { delimiter, names, areNamed: false, count };
  }
  const letters = fields.map((field) => field.toLowerCase().replaceAll(/[^a-z]/g, ""));
  const name = addressNames.find((each) => letters.includes(each));
  if (name !== undefined) {
    const ofAddress = letters.indexOf(name);
    const names = fields.map((field, place) => {
      if (place === ofAddress) return "address";
      const said = field.trim().toLowerCase();
      return said === "address" ? `column ${place + 1}` : said;
    });
    return { delimiter, names, areNamed: true, count };
  }
  if (count === 1) return { delimiter, names: ["address"], areNamed: false, count };
  const shown = fields.map((field) => `"${visible(field).slice(0, 30)}"`).slice(0, 6);
  throw new Invalid(
    `has no column that is called "address" or "email", and no address in its first line, which has ${shown.join(", ")}`,
  );
}

/** Without a heading, what stands after the address is how often. */
function refuseOther(second: string): void {
  const said = second.trim();
  if (/^(|daily|weekly|alert)$/i.test(said)) return;
  throw new Invalid(
    `has no line that names its columns, and the second one, with “${visible(said).slice(0, 30)}”, is no frequency (daily, weekly). Write a first line such as "address,name", or leave that column out`,
  );
}

function delimiterOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, "");
  const counted = [",", ";", "\t"].map((each) => ({ each, count: bare.split(each).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).each;
}

/** Whether a quotation mark is open, so that the record may go on. */
function isOpen(lines: readonly Line[]): boolean {
  if (lines.length >= mostLinesInRecord) return false;
  let marks = 0;
  let length = 0;
  for (const { text } of lines) {
    if (text === undefined) return false;
    length += text.length;
    for (const character of text) if (character === '"') marks++;
  }
  return marks % 2 === 1 && length < longestLine;
}

/** One record of them all where that makes one; else each line by itself. */
function* readLines(lines: readonly Line[], columns: Columns): Generator<AddressLine> {
  const [first] = lines;
  if (first && lines.length > 1) {
    const fields = fieldsOf(lines.map(({ text }) => text).join("\n"), columns.delimiter);
    if (fields?.length === columns.count) {
      yield { line: first.number, values: named(fields, columns) };
      return;
    }
  }
  for (const { number: line, text } of lines) {
    if (text === undefined) {
      yield { line, fault: `It is longer than ${longestLine} characters.` };
      continue;
    }
    if (text.trim() === "") continue;
    const fields = fieldsOf(text, columns.delimiter);
    if (fields) yield { line, values: named(fields, columns) };
    else yield { line, fault: "A quotation mark is out of place or is not closed." };
  }
}

/** The fields of one record; `undefined` where its quotation marks make none. */
function fieldsOf(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const options = { delimiter, record_delimiter: "\n", relax_column_count: true };
    return parse(text, options)[0];
  } catch {
    return undefined;
  }
}

function named(fields: readonly string[], { names }: Columns): Map<string, string> {
  return new Map(names.map((name, at) => [name, fields[at]?.trim() ?? ""]));
}

/** Without what would move the cursor of a terminal. */
export function visible(text: string): string {
  return text.replaceAll(/\p{C}+/gu, " ").trim();
}
