// The owner's configuration file, YAML: read, checked against a schema, and every mistake told with
// its line and what to do. What stands in it belongs to those whose schema it is.
import { readFileSync } from "node:fs";
import { isMap, LineCounter, parseDocument, type Document, type Node } from "yaml";
import type { z } from "zod";
import { settings } from "./config.ts";
import { Misconfigured } from "./errors.ts";

export interface ConfigFile<Content> {
  path: string;
  content: Content;
  /** The line of the value at this place, `["sections", 0, "query"]`, or of what it is missing in. */
  lineOf: (place: readonly PropertyKey[]) => number;
}

export interface Mistake {
  line: number;
  says: string;
}

const largest = 1_000_000;

/**
 * The file as the schema wants it; `undefined` where there is none of the usual name.
 * @throws Misconfigured
 */
export function readConfigFile<Content>(
  path: string,
  schema: z.ZodType<Content>,
): ConfigFile<Content> | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(({ pos, message }) => ({
      line: lineAt(pos[0]),
      says: `this cannot be read as YAML: ${message}`,
    }));
    throw mistaken(path, mistakes);
  }
  const parsed = schema.safeParse(toPlain(path, document));
  if (!parsed.success) {
    const mistakes = parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({
            line: lineAt(startOf(document, issue.path, key)),
            says: `“${key}” is not known here: ${issue.message}`,
          }))
        : { line: lineAt(startOf(document, issue.path)), says: issue.message },
    );
    throw mistaken(path, mistakes);
  }
  const lineOf = (place: readonly PropertyKey[]) => lineAt(startOf(document, place));
  return { path, content: parsed.data, lineOf };
}

/** All that is wrong with the file, a line each, in its order. */
export function mistaken(path: string, mistakes: readonly Mistake[]): Misconfigured {
  const told = mistakes
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, says }) => `${path}, line ${line}: ${says.replace(/\.$/, "")}.`);
  return new Misconfigured(told.join("\n"));
}

function readIfThere(path: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" && path === settings.CONFIG_FILE.default) return undefined;
    const why = code === "ENOENT" ? "which is not there" : `which cannot be read (${code})`;
    throw new Misconfigured(`CONFIG_FILE names ${path}, ${why}.`, { cause });
  }
  if (bytes.length > largest) {
    throw new Misconfigured(`${path} is larger than a configuration file can be (1 MB).`);
  }
  return bytes.toString("utf8");
}

/** Aliases that would grow without bounds are refused. */
function toPlain(path: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new Misconfigured(`${path} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

/** Where the value at `place` begins, or its key `key`; of what is missing, what it is missing in. */
function startOf(document: Document, place: readonly PropertyKey[], key?: string): number {
  for (let length = place.length; length >= 0; length--) {
    const node = document.getIn(place.slice(0, length), true) as Node | undefined;
    if (!node?.range) continue;
    const pair = isMap(node) ? node.items.find((each) => String(each.key) === key) : undefined;
    return (pair?.key as Node | undefined)?.range?.[0] ?? node.range[0];
  }
  return 0;
}
