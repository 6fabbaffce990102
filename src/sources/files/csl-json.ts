// CSL-JSON, as Zotero and citeproc write it: a list of entries, or one. The line of an entry is its
// place in the list.
import { z } from "zod";
import { Invalid } from "../../errors.ts";
import { mentionOf } from "./bibliography.ts";
import type { Mentioned } from "./mentioned.ts";

const text = z
  .union([z.string(), z.number()])
  .transform(String)
  .nullish()
  .transform((value) => value ?? undefined);
const name = z.object({ given: text, family: text, literal: text, suffix: text });
const entry = z.object({
  title: text,
  author: z.array(name).max(20_000).nullish(),
  abstract: text,
  DOI: text,
  URL: text,
  note: text,
  number: text,
  archive: text,
  archive_location: text,
  publisher: text,
  keyword: text,
  annote: text,
  "container-title": text,
});

/** Whether the beginning of a file, its first line, is CSL-JSON and not one paper a line. */
export function isCslJson(firstLine: string): boolean {
  const line = firstLine.trim();
  // And not "[1] Lindqvist, …" nor a link "[Gulls](…)", with which pasted lists begin.
  if (line.startsWith("[")) return /^\[\s*($|[{\]])/.test(line);
  if (!line.startsWith("{")) return false;
  try {
    const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(line));
    // Records of arXiv's metadata have categories; entries of a bibliography have a type.
    return parsed.success && !("categories" in parsed.data) && "type" in parsed.data;
  } catch {
    // An object over several lines.
    return /[{[,]$/.test(line);
  }
}

/** @throws Invalid when it is no JSON. */
export function parseCslJson(json: string): Mentioned[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new Invalid("begins like JSON and cannot be read as such; it may have been cut", {
      cause,
    });
  }
  const entries = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
  return entries.map((each, index) => readEntry(index + 1, each));
}

function readEntry(line: number, written: unknown): Mentioned {
  const read = entry.safeParse(written);
  if (!read.success) return { line, reason: "is no entry of CSL-JSON" };
  const { data } = read;
  return mentionOf(line, {
    title: withoutTags(data.title),
    authors: data.author?.map(
      ({ given, family, literal, suffix }) =>
        literal ?? [given, family, suffix].filter(Boolean).join(" "),
    ),
    abstract: withoutTags(data.abstract),
    doi: data.DOI,
    journal: data["container-title"],
    eprint: data.archive_location,
    archive: data.archive,
    keywords: [data.keyword],
    note: data.annote ?? withoutIdentifier(data.note),
    elsewhere: [data.URL, data.note, data.number, data.publisher],
  });
}

/** Zotero puts what has no field of its own into the note, such as `arXiv:2310.07896 [cs]`. */
function withoutIdentifier(note: string | undefined): string | undefined {
  return note !== undefined && /^\s*arxiv:\S+(?:\s*\[[^\]]*\])?\s*$/i.test(note) ? undefined : note;
}

/** Titles may hold these and no other tags (citeproc-js, "Rich text markup"). */
function withoutTags(text: string | undefined): string | undefined {
  return text?.replace(/<\/?(?:i|b|sup|sub|sc|span|p|jats:[a-z]+)(?:\s[^<>]*)?>/g, "");
}
