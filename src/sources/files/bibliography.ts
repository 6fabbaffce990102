// From the fields of a bibliography's entry, whatever its format, to the paper that it names.
import type { Annotation } from "../../papers/annotation.ts";
import { parseArxiv, parseIdentifier, type Identifier } from "../../papers/identifier.ts";
import { decodeAccents } from "../../papers/tex/accents.ts";
import type { Mentioned } from "./mentioned.ts";

export interface EntryFields {
  title?: string | undefined;
  authors?: readonly string[] | undefined;
  abstract?: string | undefined;
  doi?: string | undefined;
  journal?: string | undefined;
  /** An identifier in an archive, and the archive's name where it is given. */
  eprint?: string | undefined;
  archive?: string | undefined;
  /** Addresses and remarks, where an identifier may stand. */
  elsewhere?: readonly (string | undefined)[];
  /** Lists of keywords, with commas between. */
  keywords?: readonly (string | undefined)[];
  /** Plain text. */
  note?: string | undefined;
}

const longestTitle = 4000;
const longestAbstract = 100_000;
const mostAuthors = 20_000;
const longestNote = 20_000;
const mostKeywords = 200;

export function mentionOf(line: number, fields: EntryFields): Mentioned {
  const title = cleaned(fields.title, longestTitle);
  const abstract = cleaned(fields.abstract, longestAbstract);
  const journal = cleaned(fields.journal, longestTitle);
  const doi = fields.doi ? parseIdentifier(fields.doi)?.identifier : undefined;
  const arxiv = findArxiv(fields, doi);
  const identifier = arxiv ?? doi;
  if (!identifier && !title) return { line, reason: "names neither a title nor an identifier" };
  const authors = fields.authors?.map((name) => cleaned(name, 500)).filter((name) => name !== "");
  const annotation = annotationOf(fields);
  return {
    line,
    ...(annotation && { annotation }),
    mention: {
      ...(identifier && { identifier }),
      ...(title && { title }),
      ...(authors && authors.length > 0 && { authors: authors.slice(0, mostAuthors) }),
      ...(abstract && { abstract }),
      ...(doi?.startsWith("doi:") && { doi: doi.slice("doi:".length) }),
      ...(journal && !/arxiv/i.test(journal) && { journalRef: journal }),
    },
  };
}

function annotationOf({ keywords = [], note = "" }: EntryFields): Annotation | undefined {
  const words = keywords
    .flatMap((list) => list?.split(/[,;\n]/) ?? [])
    .map((word) => cleaned(word, 200))
    .filter((word) => word !== "")
    .slice(0, mostKeywords);
  if (words.length === 0 && note.trim() === "") return undefined;
  return { keywords: words, note: note.slice(0, longestNote).toWellFormed() };
}

function findArxiv(
  { eprint, archive, journal, elsewhere = [] }: EntryFields,
  doi: Identifier | undefined,
): Identifier | undefined {
  if (doi?.startsWith("arxiv:")) return doi;
  if (eprint && /^(arxiv)?$/i.test(archive?.trim() ?? "")) {
    const found = parseArxiv(eprint.trim().replace(/^arxiv:\s*/i, ""));
    if (found) return found.identifier;
  }
  for (const text of [journal, eprint, ...elsewhere]) {
    for (const [word] of (text ?? "")
      .slice(0, 2000)
      .matchAll(/(arxiv:\s*|https?:\/\/)[^\s,;{}]+/gi)) {
      const found = parseIdentifier(word.replace(/[.)\]]+$/, ""))?.identifier;
      if (found?.startsWith("arxiv:")) return found;
    }
  }
  return undefined;
}

/** One line; accents as letters, mathematics left alone, braces that only protect capitals gone. */
function cleaned(written: string | undefined, limit: number): string {
  if (!written) return "";
  return decodeAccents(written.slice(0, limit))
    .split(/(\$[^$]*\$)/)
    .map((part) => (part.startsWith("$") && part.length > 1 ? part : withoutProtection(part)))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

/** Braces stay where they hold what a command is about: `\emph{…}`. */
function withoutProtection(text: string): string {
  const open: boolean[] = [];
  let kept = "";
  for (const [index, character] of [...text].entries()) {
    const escaped = text[index - 1] === "\\";
    if (character === "{" && !escaped) {
      open.push(/\\[a-zA-Z]+\s*$/.test(kept.slice(-40)));
      if (!open.at(-1)) continue;
    } else if (character === "}" && !escaped && open.pop() !== true) continue;
    kept += character;
  }
  return kept;
}
