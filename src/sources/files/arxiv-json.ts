// One line of arXiv metadata as JSON: the public snapshot's fields, or the shorter ones of daily
// recordings. Both name one paper a line.
import { z } from "zod";
import { Invalid } from "../../errors.ts";
import { parseArxiv } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { parseDay } from "../../papers/period.ts";
import { splitAuthors } from "../arxiv/author-names.ts";
import { oneLine } from "../../papers/one-line.ts";

const text = (limit: number) => z.string().max(limit).transform(oneLine);
const optionalText = (limit: number) => text(limit).nullish();
const day = z.string().refine((text) => parseDay(text) !== undefined, "is not a date (YYYY-MM-DD)");
// Recordings mix MSC and ACM classes (68T07, I.2.10) in with arXiv's categories; those are left out.
const category = /^[a-z]+(-[a-z]+)*(\.[A-Za-z-]+)?$/;
const categories = z
  .union([
    z.array(z.string().max(200)).max(100),
    z
      .string()
      .max(2000)
      .transform((text) => text.split(/\s+/)),
  ])
  .transform((list) => [...new Set(list)].filter((each) => category.test(each)));
const names = z.array(z.string().max(20_000).transform(oneLine)).max(20_000);

const line = z.object({
  id: z.string("is missing or not text"),
  title: text(4000).refine((title) => title !== "", "is empty"),
  abstract: text(100_000),
  authors: z.union([names, z.string().max(500_000)]).nullish(),
  authors_parsed: z
    .array(z.array(z.string().max(500)).max(8))
    .max(20_000)
    .nullish(),
  categories,
  comment: optionalText(10_000),
  comments: optionalText(10_000),
  doi: optionalText(1000),
  "journal-ref": optionalText(4000),
  "report-no": optionalText(4000),
  license: optionalText(500),
  versions: z
    .array(z.object({ version: z.string().max(10), created: z.string().max(100) }))
    .max(1000)
    .nullish(),
  created: day.nullish(),
  updated: day.nullish(),
  update_date: day.nullish(),
  day: day.nullish(),
});

type Line = z.infer<typeof line>;

/** @throws Invalid with the reason why the line is no paper. */
export function parseArxivLine(text: string): PaperRecord {
  const parsed = line.safeParse(parseJson(text));
  if (!parsed.success) throw new Invalid(reasonOf(parsed.error));
  const found = parsed.data;
  const named = parseArxiv(found.id.trim());
  if (!named) throw new Invalid(`"${found.id.slice(0, 60)}" is not an arXiv identifier`);
  const { first, last } = versionDates(found);
  return without({
    identifier: named.identifier,
    title: found.title,
    abstract: found.abstract,
    authors: authorsOf(found),
    categories: found.categories,
    comment: found.comment || found.comments || undefined,
    doi: found.doi?.toLowerCase() || undefined,
    journalRef: found["journal-ref"] || undefined,
    reportNo: found["report-no"] || undefined,
    license: found.license || undefined,
    version: found.versions?.length || named.version,
    submittedAt: first ?? found.created ?? undefined,
    updatedAt: last ?? found.updated ?? found.update_date ?? undefined,
    appearances: found.day ? [{ day: found.day, kind: "announced" as const }] : undefined,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Invalid("is not JSON; was the file cut?", { cause });
  }
}

function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path[0];
  if (!issue || field === undefined) return "is not a JSON object";
  return `the field "${String(field)}" ${issue.message.toLowerCase()}`;
}

function authorsOf(found: Line): string[] | undefined {
  if (found.authors_parsed) {
    // Family name, given names, suffix, affiliations.
    return found.authors_parsed
      .map(([family = "", given = "", suffix = ""]) => oneLine(`${given} ${family} ${suffix}`))
      .filter(Boolean);
  }
  if (typeof found.authors === "string") return splitAuthors(found.authors);
  return found.authors?.filter(Boolean);
}

/** The moments of the first and the newest version, ISO 8601. */
function versionDates({ versions }: Line): {
  first?: string | undefined;
  last?: string | undefined;
} {
  const moments = (versions ?? []).map(({ created }) => {
    const time = Date.parse(created);
    return Number.isNaN(time) ? undefined : new Date(time).toISOString();
  });
  return { first: moments[0], last: moments.at(-1) };
}

/** Without the fields that are undefined: what a source does not say is left out. */
function without<Given extends object>(given: Given): PaperRecord {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as PaperRecord;
}
