// The completeness receipt of an edition: what was announced, held against what is here.
import { listPapers } from "../catalogue/papers.ts";
import { listLastSuccesses } from "../catalogue/harvest/health.ts";
import type { Identifier } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import type { Day, Period } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { listDayBooks, type DayBook } from "./day-books.ts";

/** announced = here + merged + hidden + missing. Weeks and months are the sums of their days. */
export interface Receipt {
  /** Whether any source said what was announced; of papers from files nobody did. */
  known: boolean;
  announced: number;
  here: number;
  merged: number;
  hidden: number;
  hiddenBy: { rule: string; papers: number }[];
  missing: number;
  /** How many of those here came after their day had ended on Eastern clocks. */
  late: number;
  /** The last moment, while the day lasted, at which one of those here arrived. */
  hereSince: string | undefined;
  /** Announced beside them, and no news. */
  replacements: number;
  /** In the edition, though no source announced them. */
  featured: number;
  imported: number;
  sources: SourceReceipt[];
}

interface SourceReceipt {
  source: string;
  announced: number;
  /** When this source was last harvested with success; nothing if it never was. */
  lastSuccess: string | undefined;
}

export async function getReceipt(db: Database, { period }: { period: Period }): Promise<Receipt> {
  const books = await listDayBooks(db, period);
  return { ...sumOf(books), sources: await listSources(db, books) };
}

/** A day that was gathered as a whole afterwards has no late papers, only late news of all. */
export function lateAmongOthers({ late, here }: Receipt): number {
  return late < here ? late : 0;
}

/** The receipt of each of these days on which there is something to account for. */
export async function listReceipts(
  db: Database,
  span: { first: Day; last: Day },
): Promise<Map<Day, Omit<Receipt, "sources">>> {
  return new Map((await listDayBooks(db, span)).map((book) => [book.day, sumOf([book])]));
}

function sumOf(books: readonly DayBook[]): Omit<Receipt, "sources"> {
  const sum = (of: (book: DayBook) => number) => books.reduce((so, book) => so + of(book), 0);
  const hidden = books.flatMap((book) => book.hidden);
  const announced = sum((book) => book.announced);
  const replacements = sum((book) => book.replacements);
  return {
    known: announced + replacements > 0,
    announced,
    here: sum((book) => book.here.size),
    merged: sum((book) => book.merged),
    hidden: hidden.length,
    hiddenBy: [...Map.groupBy(hidden, (each) => each.rule)].map(([rule, those]) => ({
      rule,
      papers: those.length,
    })),
    missing: sum((book) => book.missing.length),
    late: sum((book) => book.late.length),
    hereSince: hereSince(books),
    replacements,
    featured: sum((book) => book.featured),
    imported: sum((book) => book.imported),
  };
}

function hereSince(books: readonly DayBook[]): string | undefined {
  const moments = books.flatMap((book) => {
    const late = new Set(book.late);
    return [...book.here].flatMap(([paper, at]) => (late.has(paper) ? [] : at));
  });
  return moments.reduce<string | undefined>(
    (last, at) => (last && last > at ? last : at),
    undefined,
  );
}

async function listSources(db: Database, books: readonly DayBook[]): Promise<SourceReceipt[]> {
  const announced = new Map<string, number>();
  for (const { bySource } of books) {
    for (const [source, papers] of bySource) {
      announced.set(source, (announced.get(source) ?? 0) + papers);
    }
  }
  if (announced.size === 0) return [];
  const successes = await listLastSuccesses(db);
  // Those that announce are told even where they announced nothing: the feed may have failed.
  const names = new Set([...announced.keys(), ...successes.keys()].filter(announces));
  return [...names].toSorted().map((source) => ({
    source,
    announced: announced.get(source) ?? 0,
    lastSuccess: successes.get(source),
  }));
}

/** The API is only asked for papers that another source announced; Hugging Face features. */
function announces(source: string): boolean {
  return source !== "arxiv-api" && source !== "hugging-face";
}

export interface Unshown {
  day: Day;
  identifier: Identifier;
  /** Nothing while it is missing. */
  rule: string | undefined;
  paper: Paper | undefined;
}

const mostUnshown = 500;

/** What was announced and does not stand in the edition: hidden or missing, by day and identifier. */
export async function listUnshown(
  db: Database,
  { period }: { period: Period },
): Promise<Unshown[]> {
  const books = await listDayBooks(db, period);
  const unshown = books
    .flatMap(({ day, hidden, missing }) => [
      ...missing.map((identifier) => ({ day, identifier, rule: undefined })),
      ...hidden.map((each) => ({ day, ...each })),
    ])
    .slice(0, mostUnshown);
  const papers = await findByNames(
    db,
    unshown.map((each) => each.identifier),
  );
  return unshown.map((each) => ({ ...each, paper: papers.get(each.identifier) }));
}

async function findByNames(
  db: Database,
  identifiers: readonly Identifier[],
): Promise<Map<Identifier, Paper>> {
  if (identifiers.length === 0) return new Map();
  const rows = await db
    .selectFrom("identifiers")
    .select(["identifier", "paper_id"])
    .where("identifier", "in", [...identifiers])
    .execute();
  const papers = await listPapers(db, [...new Set(rows.map((row) => row.paper_id))]);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return new Map(
    rows.flatMap((row) => {
      const paper = byId.get(row.paper_id);
      return paper ? [[row.identifier as Identifier, paper]] : [];
    }),
  );
}

/**
 * Which of these papers came after their day had ended on Eastern clocks, and when. A day that was
 * gathered as a whole afterwards has no late papers among others that were in time.
 */
export async function listLate(
  db: Database,
  { period }: { period: Period },
): Promise<Map<number, string>> {
  const books = await listDayBooks(db, period);
  return new Map(
    books.flatMap(({ here, late }) =>
      late.length < here.size ? late.map((paper) => [paper, here.get(paper)!] as const) : [],
    ),
  );
}
