// What this instance knows a community picked: papers that stood on a front page, and papers that its
// own readers voted for. The editor's model learns from it, and hears of it from day to day.
import { sql } from "kysely";
import { dayOf, type Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import type { Announced, Picked } from "./editor/author-history.ts";

interface CommunityRecord {
  announced: Announced[];
  picked: Picked[];
}

/** What a vote more says falls with how many there are. */
export function gainOf(votes: number): number {
  return Math.log2(1 + votes);
}

/** What was ever picked, and what was announced after a day. */
export async function readRecord(
  db: Database,
  { announcedAfter }: { announcedAfter: Day },
): Promise<CommunityRecord> {
  const announced = await db
    .selectFrom("appearances")
    .innerJoin("papers", "papers.id", "appearances.paper_id")
    .select((select) => ["papers.authors", select.fn.min("appearances.day").as("day")])
    .where("appearances.kind", "=", "announced")
    .where("appearances.day", ">", announcedAfter)
    .groupBy("papers.id")
    .execute();
  const picked = [...(await listFeatured(db)), ...(await listVotedFor(db))];
  return {
    announced: announced.map(({ authors, day }) => ({ authors: namesOf(authors), day })),
    // A paper that both a front page and the readers here picked is told once, by the greater.
    picked: [...Map.groupBy(picked, ({ paper }) => paper).values()].map((same) =>
      same.reduce((best, each) => (each.gain > best.gain ? each : best)),
    ),
  };
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
    .groupBy("papers.id")
    .execute();
  return rows.map(({ identifier, authors, day, upvotes }) => ({
    paper: identifier,
    authors: namesOf(authors),
    day,
    // To stand there is worth a vote.
    gain: gainOf(Math.max(1, upvotes ?? 0)),
  }));
}

async function listVotedFor(db: Database): Promise<Picked[]> {
  const rows = await db
    .selectFrom("votes")
    .innerJoin("papers", "papers.id", "votes.paper_id")
    .select((select) => [
      "papers.identifier",
      "papers.authors",
      select.fn.min("votes.at").as("at"),
      select.fn.countAll<number>().as("votes"),
    ])
    .groupBy("papers.id")
    .execute();
  return rows.map(({ identifier, authors, at, votes }) => ({
    paper: identifier,
    authors: namesOf(authors),
    day: dayOf(Date.parse(at)),
    gain: gainOf(votes),
  }));
}

function namesOf(authors: string): string[] {
  return JSON.parse(authors) as string[];
}
