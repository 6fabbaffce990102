// Editions that an editor closed: which papers stand in them, in which order and why, as it was then.
// Votes, weights, new papers and merges change nothing of it. Of a pick only that it is one is kept:
// who and why is in the table of picks, where those of a closed day do not change, and where the name
// goes when the account does.
import { sql } from "kysely";
import { listAppearing, type Candidate } from "../catalogue/appearances.ts";
import { listPickSignals } from "../community/picks/picks.ts";
import { formerEditor } from "../community/readers.ts";
import { Invalid, NotFound } from "../errors.ts";
import { longDate, type Day } from "../papers/period.ts";
import { pickReason, type Reason } from "../ranking/reason.ts";
import { textsIn } from "../store/values-in.ts";
import type { Database } from "../store/tables.ts";

export interface Closed {
  /** Who closed it, by name. */
  by: string;
  /** Their number; nobody's once the account is gone. */
  reader: number | null;
  /** When: ISO 8601. */
  at: string;
  /** How many of its papers are not here any more, or are one with another. */
  gone: number;
  /** How many papers have come for that day since. */
  later: number;
}

interface Place {
  candidate: Candidate;
  score: number;
  reasons: Reason[];
}

/** One paper as it is kept; its identifier finds it even after a merge. */
interface Kept extends Pick<Candidate, "identifier" | "kind" | "featured"> {
  score: number;
  reasons: Omit<Reason, "pick">[];
}

export async function findClosed(
  db: Database,
  day: Day,
): Promise<{ standings: Place[]; closed: Closed } | undefined> {
  const row = await db
    .selectFrom("closed_editions")
    .leftJoin("readers", "readers.id", "closed_editions.reader_id")
    .select(["standings", "at", "readers.id as reader", "readers.name"])
    .where("day", "=", day)
    .executeTakeFirst();
  if (!row) return undefined;
  const kept = JSON.parse(row.standings) as Kept[];
  const standings = await placesOf(db, { day, kept });
  const standing = new Set(standings.map(({ candidate }) => candidate.id));
  const appearing = await listAppearing(db, { first: day, last: day });
  return {
    standings,
    closed: {
      by: row.name ?? formerEditor,
      reader: row.reader,
      at: row.at,
      gone: kept.length - standings.length,
      later: appearing.filter((paper) => !standing.has(paper)).length,
    },
  };
}

/** The place of one paper in a closed edition, without reading the others. */
export async function findClosedPlace(
  db: Database,
  { paper, day }: { paper: number; day: Day },
): Promise<{ place: number; total: number; score: number; reasons: Reason[] } | undefined> {
  const { rows } = await sql<{ place: number; total: number; kept: string }>`
    with places as materialized (
      select names.paper_id, min(entry.key) as rank
      from closed_editions
        join json_each(standings) as entry
        join identifiers as names on names.identifier = entry.value ->> 'identifier'
      where day = ${day}
      group by names.paper_id
    )
    select
      (select count(*) from places as others where others.rank <= own.rank) as place,
      (select count(*) from places) as total,
      (select standings -> own.rank from closed_editions where day = ${day}) as kept
    from places as own where own.paper_id = ${paper}
  `.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { place, total } = row;
  const { score, reasons } = JSON.parse(row.kept) as Kept;
  const [pick] = await listPickSignals(db, { papers: [paper], first: day, last: day });
  return { place, total, score, reasons: reasons.flatMap((each) => withPick(each, pick)) };
}

/** @throws Invalid when there is nothing to close, or it is closed already. */
export async function keepClosed(
  db: Database,
  {
    day,
    standings,
    reader,
    now,
  }: { day: Day; standings: readonly Place[]; reader: number; now: Date },
): Promise<void> {
  const title = longDate(day);
  if (standings.length === 0) throw new Invalid(`The edition of ${title} has no papers to keep.`);
  const kept = standings.map(
    ({ candidate: { identifier, kind, featured }, score, reasons }): Kept => ({
      identifier,
      kind,
      featured,
      score,
      reasons: reasons.map(({ pick, text, ...rest }) => ({ ...rest, text: pick ? "" : text })),
    }),
  );
  const added = await db
    .insertInto("closed_editions")
    .values({ day, standings: JSON.stringify(kept), reader_id: reader, at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .returning("day")
    .executeTakeFirst();
  if (!added) throw new Invalid(`The edition of ${title} is closed already.`);
}

/** @throws NotFound */
export async function openAgain(db: Database, day: Day): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom("closed_editions")
    .where("day", "=", day)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new NotFound(`The edition of ${longDate(day)} is not closed.`);
}

/** Those that are still here, in the order that was kept. */
async function placesOf(
  db: Database,
  { day, kept }: { day: Day; kept: readonly Kept[] },
): Promise<Place[]> {
  const papers = await db
    .selectFrom("identifiers")
    .innerJoin("papers", "papers.id", "identifiers.paper_id")
    .select([
      "identifiers.identifier as name",
      "papers.id",
      "papers.identifier",
      "papers.categories",
      "papers.withdrawn",
    ])
    .where("identifiers.identifier", "in", textsIn(kept.map(({ identifier }) => identifier)))
    .execute();
  const byName = new Map(papers.map((row) => [row.name, row]));
  const signals = await listPickSignals(db, {
    papers: papers.map(({ id }) => id),
    first: day,
    last: day,
  });
  const picks = new Map(signals.map((pick) => [pick.paper, pick]));
  const seen = new Set<number>();
  return kept.flatMap(({ identifier, kind, featured, score, reasons }) => {
    const row = byName.get(identifier);
    if (!row || seen.has(row.id)) return [];
    seen.add(row.id);
    const { id } = row;
    const candidate = {
      id,
      identifier: row.identifier,
      categories: JSON.parse(row.categories) as string[],
      withdrawn: row.withdrawn === 1,
      day,
      lastDay: day,
      kind,
      featured,
    };
    const pick = picks.get(id);
    return [{ candidate, score, reasons: reasons.flatMap((each) => withPick(each, pick)) }];
  });
}

function withPick(reason: Reason, pick: Parameters<typeof pickReason>[0] | undefined): Reason[] {
  if (reason.kind !== "pick") return [reason];
  return pick ? [pickReason(pick)] : [];
}
