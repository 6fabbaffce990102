// Files of JSON objects, one a line, gzipped or not; of a line that is none it is said which one.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { Invalid } from "../../errors.ts";
import { linesOf } from "../../sources/files/lines.ts";

/** One object of a file; `wrong` makes the error that says what is wrong with its line. */
export interface Read<Value> {
  value: Value;
  wrong: (reason: string) => Invalid;
}

export interface ReadOptions {
  /** As many lines are read at most. */
  most: number;
  /** What belongs there, for those whose file is missing. */
  hint: string;
}

const longestLine = 1_000_000;

export async function* readObjects<Value>(
  path: string,
  schema: z.ZodType<Value>,
  options: ReadOptions,
): AsyncGenerator<Read<Value>> {
  for await (const { text, wrong } of readLines(path, options)) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      throw wrong("is not JSON; was the file cut?");
    }
    const { success, data, error } = schema.safeParse(parsed);
    if (!success) {
      const field = error.issues[0]?.path[0];
      throw wrong(
        field === undefined
          ? "is not a JSON object."
          : `the field "${String(field)}" is missing or of the wrong kind.`,
      );
    }
    yield { value: data, wrong };
  }
}

/** The lines that hold anything. */
export async function* readLines(path: string, { most, hint }: ReadOptions) {
  try {
    for await (const { number, text } of linesOf(bytesOf(path), longestLine)) {
      const wrong = (reason: string) => new Invalid(`${path}, line ${number}: ${reason}`);
      if (text === undefined) throw wrong("is longer than a million characters.");
      if (number > most) throw wrong("comes after more lines than are read of such a file.");
      if (text.trim() !== "") yield { number, text, wrong };
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "EISDIR" && code !== "ENOTDIR" && code !== "EACCES")
      throw cause;
    throw new Invalid(
      code === "EACCES"
        ? `${path} may not be read by this user.`
        : `There is no file ${path}. ${hint}`,
      { cause },
    );
  }
}

function bytesOf(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path);
  // Whoever reads hears of the error at the end of the line.
  return path.endsWith(".gz") ? pipeline(file, createGunzip(), () => {}) : file;
}
