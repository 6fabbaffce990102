// A Daily Papers page that somebody saved as plain text: a header, a date line, then a title and an
// abstract for each paper. Identifiers and authors were in links and are gone; mathematics is
// damaged. What the text still says is kept as it stands.
import { Invalid } from "../../errors.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { latestDay, parseDay, type Day } from "../../papers/period.ts";
import { oneLine } from "../../papers/one-line.ts";

export interface PageEntry {
  /** The line of the file on which it begins, from 1. */
  line: number;
  record?: PaperRecord;
  /** Why the lines there make no paper. */
  reason?: string;
}

interface PageLine {
  number: number;
  text: string;
}

const dateLine = /^([A-Z][a-z]{2})[a-z]* (\d{1,2})(?:, (\d{4}))?$/;
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
// What else stands on a card: counts, a dash for no votes, the submitter, "5 authors", another date.
const aside = /^(-|·|[\d,.]+k?|\d+ authors?|submitted by.*|[A-Z][a-z]{2} \d{1,2}(, \d{4})?)$/i;

/** Whether the text has the header of such a page: "Daily Papers", then a date line. */
export function isDailyPapersPage(text: string): boolean {
  return headerOf(linesOf(text)) >= 0;
}

/**
 * @param date the day of the page, where the date line is not to be believed.
 * @throws Invalid when the text is no such page.
 */
export function parseDailyPapersPage(
  text: string,
  { date, now }: { date?: Day | undefined; now: Date },
): PageEntry[] {
  const lines = linesOf(text);
  const header = headerOf(lines);
  if (header < 0) {
    throw new Invalid(
      'is no saved Daily Papers page (a header "Daily Papers", then a date such as "Jul 31")',
    );
  }
  const day = date ?? dayOfLine(lines[header]!.text, now);
  return entriesOf(lines.slice(header + 1), day);
}

function linesOf(text: string): PageLine[] {
  return text
    .split(/\r?\n/)
    .map((each, index): PageLine => ({ number: index + 1, text: oneLine(each) }))
    .filter((each) => each.text !== "");
}

/** The place of the date line, or -1. */
function headerOf(lines: readonly PageLine[]): number {
  const header = lines.findIndex((each) => dateLine.test(each.text));
  const named = lines.slice(0, header).some((each) => /\bdaily papers\b/i.test(each.text));
  return named ? header : -1;
}

function dayOfLine(text: string, now: Date): Day {
  const [, name = "", dayOfMonth = "", year] = dateLine.exec(text) ?? [];
  const month = months.indexOf(name) + 1;
  const day = year
    ? parseDay([year, String(month).padStart(2, "0"), dayOfMonth.padStart(2, "0")].join("-"))
    : latestDay({ month, dayOfMonth: Number(dayOfMonth) }, now);
  if (!day)
    throw new Invalid(`has the date line "${text}", which is no day; say --date YYYY-MM-DD`);
  return day;
}

function entriesOf(lines: readonly PageLine[], day: Day): PageEntry[] {
  const entries: PageEntry[] = [];
  let title: PageLine | undefined;
  let record: PaperRecord | undefined;
  for (const line of lines) {
    if (aside.test(line.text)) continue;
    if (!isProse(line.text)) {
      if (title) entries.push(untaken(title));
      title = line;
      record = undefined;
    } else if (title) {
      record = {
        title: title.text,
        abstract: line.text,
        appearances: [{ day, kind: "featured" }],
      };
      entries.push({ line: title.number, record });
      title = undefined;
    } else if (record) {
      record.abstract += ` ${line.text}`;
    } else {
      entries.push({ line: line.number, reason: "an abstract without a title before it" });
    }
  }
  if (title) entries.push(untaken(title));
  return entries;
}

/** Titles are short and seldom end in a full stop; abstracts do both otherwise. */
function isProse(text: string): boolean {
  return text.length > 300 || (/[.!?]["')\]]*$/.test(text) && text.length > 150);
}

function untaken({ number, text }: PageLine): PageEntry {
  return { line: number, reason: `"${text.slice(0, 60)}" has no abstract after it` };
}
