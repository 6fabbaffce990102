// BibTeX, an entry at a time, so that one broken entry loses no other. Only the parser of the format
// itself is called: citation-js's guessing would fetch what looks like an address.
import { decodeAccents } from "../../papers/tex/accents.ts";
import { unescapeTex } from "../../papers/citations/bibtex-text.ts";
import { mentionOf } from "./bibliography.ts";
import { readStrings, withStrings } from "./bibtex-strings.ts";
import type { Mentioned } from "./mentioned.ts";

const longestEntry = 200_000;

/** One entry as it is written, with the line where it begins. */
interface Written {
  line: number;
  type: string;
  text: string;
}

type Properties = Record<string, string | number>;

export function isBibtex(text: string): boolean {
  return /^\s*@\s*[a-z]+\s*[{(]/im.test(text);
}

export async function parseBibtex(text: string): Promise<Mentioned[]> {
  const { parseEntries, parseNames } = await import("./citation-js.ts");
  const written = splitEntries(text);
  const { spelledOut, faults } = readStrings(
    written.filter(({ type }) => type === "string"),
    parseEntries,
  );
  const entries = written
    .filter(({ type }) => !["string", "comment", "preamble"].includes(type))
    .flatMap(({ line, text }): Mentioned[] => {
      const whole =
        text.length > longestEntry ? undefined : withStrings(withLabel(text), spelledOut);
      if (whole === undefined) return [{ line, reason: "is too long for an entry" }];
      try {
        const [first, ...more] = parseEntries(whole);
        if (!first) return [{ line, reason: "cannot be read as BibTeX" }];
        const entry = mentionOf(line, fieldsOf(first.properties, parseNames));
        const second = "is followed by another entry on the same line; give it a line of its own";
        return more.length > 0 ? [entry, { line, reason: second }] : [entry];
      } catch {
        return [{ line, reason: "cannot be read as BibTeX; is a brace or a comma missing?" }];
      }
    });
  return [...faults, ...entries].toSorted((a, b) => a.line - b.line);
}

/**
 * Entries begin at the beginning of a line; elsewhere an @ may be part of an address. Only
 * abbreviations may follow one another on a line.
 */
function splitEntries(text: string): Written[] {
  const starts = [
    ...text.matchAll(/(?:^[ \t]*|(?<=[})][ \t]{0,4})(?=@\s{0,4}string\b))@\s*([a-z]+)\s*[{(]/gim),
  ];
  let line = 1;
  let counted = 0;
  return starts.map((start, index) => {
    line += (text.slice(counted, start.index).match(/\n/g) ?? []).length;
    counted = start.index;
    return {
      line,
      type: start[1]!.toLowerCase(),
      text: text.slice(start.index, starts[index + 1]?.index),
    };
  });
}

/** Some programs write entries without a key, which the parser does not take. */
function withLabel(text: string): string {
  return text.replace(/^(\s*@\s*[a-z]+\s*[{(]\s*),/i, "$1unnamed,");
}

function fieldsOf(properties: Properties, parseNames: (authors: string) => string[]) {
  const field = (name: string) => {
    const value = properties[name];
    return value === undefined ? undefined : String(value);
  };
  const authors = field("author");
  return {
    title: field("title"),
    // Decoded before the parser takes away the braces that end a letter's name: `{\AA}da`.
    authors: authors ? parseNames(decodeAccents(authors)) : undefined,
    abstract: field("abstract"),
    doi: field("doi"),
    journal: field("journal") ?? field("journaltitle") ?? field("booktitle"),
    eprint: field("eprint"),
    archive: field("archiveprefix") ?? field("eprinttype"),
    keywords: [field("keywords")],
    note: unescapeTex(field("annote") ?? field("annotation") ?? ""),
    elsewhere: ["url", "note", "howpublished", "number", "volume", "annote"].map(field),
  };
}
