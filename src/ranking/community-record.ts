// What this instance knows a community picked: papers that stood on a front page, papers that its own
// readers voted for, and papers that its editors put on top. The editor's model learns from it, and hears of it from day to day.
import { sql } from "kysely";
import { tallyVotes } from "../community/votes/vote-signals.ts";
import { parseAuthors } from "../papers/authors-column.ts";
import { dayOf, type Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { numbersIn } from "../store/values-in.ts";
import type { Announced, Picked } from "./editor/author-history.ts";

/** What a vote more says falls with how many there are. */
export function gainOf(votes: number): number {
  return Math.log2(1 + votes);
}

const readAtOnce = 50;

/**
 * What was announced after a day, each paper on the first such day; a few at a time, since there may be
 * hundreds of thousands.
 */
export async function* readAnnounced(
  db: Database,
  { after }: { after: Day },
): AsyncGenerator<Announced[]> {
  for (let last = { day: after, paper_id: Number.MAX_SAFE_INTEGER }; ;) {
    const rows = await db
      .selectFrom("appearances")
      .innerJoin("papers", "papers.id", "appearances.paper_id")
      .select(["appearances.paper_id", "appearances.day", "papers.authors"])
      .where("appearances.kind", "=", "announced")
      .where(
        sql<boolean>`(appearances.day, appearances.paper_id) > (${last.day}, ${last.paper_id})`,
      )
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("appearances as earlier")
              .select("earlier.paper_id")
              .whereRef("earlier.paper_id", "=", "appearances.paper_id")
              .where("earlier.kind", "=", "announced")
              .where("earlier.day", ">", after)
              .whereRef("earlier.day", "<", "appearances.day"),
          ),
        ),
      )
      .orderBy("appearances.day")
      .orderBy("appearances.paper_id")
      .limit(readAtOnce)
      .execute();
    yield rows.map(({ authors, day }) => ({ authors: parseAuthors(authors), day }));
    if (rows.length < readAtOnce) return;
    last = rows.at(-1)!;
  }
}

/** What was ever picked. */
export async function listPicked(db: Database): Promise<Picked[]> {
  const picked = [
    ...(await listFeatured(db)),
    ...(await listVotedFor(db)),
    ...(await listPickedByEditors(db)),
  ];
  // A paper that both a front page and the readers here picked is told once, by the greater.
  return [...Map.groupBy(picked, ({ paper }) => paper).values()].map((same) =>
    same.reduce((best, each) => (each.gain > best.gain ? each : best)),
  );
}

async function listFeatured(db: Database): Promise<Picked[]> {
  const rows = await db
    .selectFrom("appearances")
    .innerJoin("papers", "papers.id", "appearances.paper_id")
    .leftJoin("signals", (join) =>
      join.onRef("signals.paper_id", "=", "papers.id").on("signals.kind", "=", sql.lit("upvotes")),
    )
    .select((select) => [
      "papers.identifier",
      "papers.authors",
      select.fn.min("appearances.day").as("day"),
      select.fn.max("signals.value").as("upvotes"),
    ])
    .where("appearances.kind", "=", "featured")
    // By papers.id, all papers there are would be gone through.
    .groupBy("appearances.paper_id")
    .execute();
  return rows.map(({ identifier, authors, day, upvotes }) => ({
    paper: identifier,
    authors: parseAuthors(authors),
    day,
    // To stand there is worth a vote.
    gain: gainOf(Math.max(1, upvotes ?? 0)),
  }));
}

/**
 * What is only talked about is not among them: a pick counts as one however small its gain, and a
 * quarrel under a paper does not say that more by its authors is wanted.
 */
async function listVotedFor(db: Database): Promise<Picked[]> {
  const counting = (await tallyVotes(db)).filter(({ counted }) => counted > 0);
  const tallies = new Map(counting.map((tally) => [tally.paper, tally]));
  const rows = await db
    .selectFrom("papers")
    .select(["id", "identifier", "authors"])
    .where("id", "in", numbersIn([...tallies.keys()]))
    .execute();
  return rows.map(({ id, identifier, authors }) => {
    const { first, counted } = tallies.get(id)!;
    return {
      paper: identifier,
      authors: parseAuthors(authors),
      day: dayOf(Date.parse(first)),
      gain: gainOf(counted),
    };
  });
}

/** Nothing tells better what this community wants: a pick says as much as so many votes. */
const pickIsWorthVotes = 31;

async function listPickedByEditors(db: Database): Promise<Picked[]> {
  const rows = await db
    .selectFrom("picks")
    .innerJoin("papers", "papers.id", "picks.paper_id")
    .select((select) => [
      "papers.identifier",
      "papers.authors",
      select.fn.min("picks.day").as("day"),
    ])
    // Those whose day has come.
    .where("picks.appearance", "is not", null)
    .groupBy("picks.paper_id")
    .execute();
  return rows.map(({ identifier, authors, day }) => ({
    paper: identifier,
    authors: parseAuthors(authors),
    day,
    gain: gainOf(pickIsWorthVotes),
  }));
}
