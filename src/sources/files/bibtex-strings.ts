// BibTeX's abbreviations, `@string{flock = "Journal of the Flock"}`: each is read alone and spelled
// out once, so that one broken abbreviation spoils nothing else.
import type { parseEntries } from "./citation-js.ts";

export interface Strings {
  /** By their names in small letters. */
  spelledOut: ReadonlyMap<string, string>;
  /** The lines that hold none, and why. */
  faults: { line: number; reason: string }[];
}

const mostStrings = 10_000;
const longestString = 5_000;
/** Of what is written together with all that its abbreviations stand for. */
const longestSpelledOut = 200_000;

const name = "[a-z_][a-z0-9_:+-]*";
const defined = new RegExp(`@\\s*string\\s*[{(]\\s*(${name})\\s*=`, "i");
/** In a value a name follows one of these signs; the few in titles that do, too, harm nothing. */
const used = new RegExp(`[=#]\\s*(${name})`, "gi");

/** Abbreviations may use those before them, as in BibTeX itself. */
export function readStrings(
  written: readonly { line: number; text: string }[],
  parse: typeof parseEntries,
): Strings {
  const spelledOut = new Map<string, string>();
  const faults: Strings["faults"] = [];
  for (const [index, { line, text }] of written.entries()) {
    const reason =
      index < mostStrings
        ? readString(text, { spelledOut, parse })
        : `comes after ${mostStrings} others; no more are read`;
    if (reason !== undefined) faults.push({ line, reason: `the @string ${reason}` });
  }
  return { spelledOut, faults };
}

/** @returns what is wrong with it. */
function readString(
  text: string,
  { spelledOut, parse }: { spelledOut: Map<string, string>; parse: typeof parseEntries },
): string | undefined {
  const [, key] = defined.exec(text) ?? [];
  if (key === undefined) return "cannot be read; is its name or the = missing?";
  const tooLong = "is too long, with all that it stands for";
  const whole = withStrings(text, spelledOut);
  if (whole === undefined) return tooLong;
  try {
    const entries = parse(`${whole}\n@misc{x, value = ${key}}`);
    const value = String(entries.at(-1)?.properties["value"] ?? "");
    if (value.length > longestString) return tooLong;
    spelledOut.set(key.toLowerCase(), value);
    return entries.length > 1
      ? "is followed by an entry on the same line; give that a line of its own"
      : undefined;
  } catch {
    return "cannot be read; is a brace or a quotation mark missing?";
  }
}

/**
 * The text after the abbreviations that it names, and no others; `undefined` when it would be too
 * long with all of them in their places.
 */
export function withStrings(
  text: string,
  spelledOut: ReadonlyMap<string, string>,
): string | undefined {
  const named = new Map<string, string>();
  let length = text.length;
  for (const [, key = ""] of text.matchAll(used)) {
    const value = spelledOut.get(key.toLowerCase());
    if (value === undefined) continue;
    named.set(key.toLowerCase(), value);
    length += value.length;
    if (length > longestSpelledOut) return undefined;
  }
  const strings = [...named].map(([key, value]) => `@string{${key} = {${value}}}\n`);
  return strings.join("") + text;
}
