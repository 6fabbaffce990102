// What is being talked about: papers by how many people say something of them now, or by their newest
// comment. Everybody sees the same, but for what a reader mutes.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import type { Person } from "../readers.ts";
import { findComments, isShown, type Comment } from "./comments.ts";
import { countTalk } from "./talk-counts.ts";

/** Each person counts half as much for so many days that have gone by since their last comment. */
export const talkHalfLifeDays = 2;
/** What was last said longer ago is not being talked about. */
export const talkDays = 30;
/** So many of the newest comments are looked at, however many there are. */
const mostComments = 2000;
/** What counts as new. */
export const freshDays = 7;

type TalkOrder = "lively" | "newest";

export interface TalkQuery {
  /** The liveliest are those of the last `talkDays`; by their newest comment all are, some thousands. */
  order: TalkOrder;
  now: Date;
  /** Whose muted threads and people are left out. */
  reader?: number | undefined;
}

/** The numbers of the papers, the first one first. */
export async function listTalkedAbout(
  db: Database,
  { order, now, reader }: TalkQuery,
): Promise<number[]> {
  const newest = said(db, reader)
    .select(["paper_id", "comments.reader_id", "at"])
    .$if(order === "lively", (query) => query.where("at", ">", daysBefore(now, talkDays)))
    .orderBy("at", "desc")
    .limit(mostComments);
  const rows = await db
    .selectFrom(newest.as("newest"))
    .select(["paper_id", "reader_id", sql<string>`max(at)`.as("last")])
    .groupBy(["paper_id", "reader_id"])
    .execute();
  const papers = [...Map.groupBy(rows, ({ paper_id }) => paper_id)].map(([paper, people]) => ({
    paper,
    lively: people.reduce((sum, { last }) => sum + weightOf(last, now), 0),
    last: people.map(({ last }) => last).reduce((a, b) => (a > b ? a : b)),
  }));
  const byLast = papers.toSorted((a, b) =>
    a.last < b.last ? 1 : a.last > b.last ? -1 : b.paper - a.paper,
  );
  const sorted = order === "newest" ? byLast : byLast.toSorted((a, b) => b.lively - a.lively);
  return sorted.map(({ paper }) => paper);
}

function weightOf(last: string, now: Date): number {
  const days = Math.max(0, now.getTime() - Date.parse(last)) / 86_400_000;
  return 2 ** (-days / talkHalfLifeDays);
}

export interface Talk {
  paper: number;
  /** How many comments there are that anybody may read. */
  comments: number;
  /** How many of the last `freshDays`, of those that the reader does not mute. */
  fresh: number;
  /** Who takes part, whoever spoke last first; former readers are not named. */
  people: Person[];
  newest: Comment;
}

/** What is said of these papers, in their order; those of which nothing is to be read are left out. */
export async function describeTalk(
  db: Database,
  { papers, now, reader }: { papers: readonly number[] } & Omit<TalkQuery, "order">,
): Promise<Talk[]> {
  const counts = await countTalk(db, papers);
  const fresh = await countFresh(db, { papers, now, reader });
  const people = await listPeople(db, { papers, reader });
  const newest = await findNewest(db, { papers, reader });
  return papers.flatMap((paper) => {
    const last = newest.get(paper);
    if (!last) return [];
    return {
      paper,
      comments: counts.get(paper)?.comments ?? 0,
      fresh: fresh.get(paper) ?? 0,
      people: people.get(paper) ?? [],
      newest: last,
    };
  });
}

interface Among {
  papers: readonly number[];
  reader: number | undefined;
}

async function countFresh(
  db: Database,
  { papers, reader, now }: Among & { now: Date },
): Promise<Map<number, number>> {
  const rows = await said(db, reader)
    .select((select) => ["paper_id", select.fn.countAll<number>().as("comments")])
    .where("paper_id", "in", numbersIn(papers))
    .where("at", ">", daysBefore(now, freshDays))
    .groupBy("paper_id")
    .execute();
  return new Map(rows.map(({ paper_id, comments }) => [paper_id, comments]));
}

async function listPeople(db: Database, { papers, reader }: Among): Promise<Map<number, Person[]>> {
  const rows = await said(db, reader)
    .innerJoin("readers", "readers.id", "comments.reader_id")
    .select(["paper_id", "readers.id", "name", "handle", "role", sql<string>`max(at)`.as("last")])
    .where("paper_id", "in", numbersIn(papers))
    .groupBy(["paper_id", "readers.id"])
    .orderBy("last", "desc")
    .orderBy(sql`max(comments.id)`, "desc")
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ paper_id }) => paper_id)].map(([paper, people]) => [
      paper,
      people.map(({ id, name, handle, role }) => ({ id, name, handle, role })),
    ]),
  );
}

async function findNewest(db: Database, { papers, reader }: Among): Promise<Map<number, Comment>> {
  const inOrder = said(db, reader)
    .select("comments.id")
    .select(
      sql<number>`row_number() over (partition by paper_id order by at desc, comments.id desc)`.as(
        "place",
      ),
    )
    .where("paper_id", "in", numbersIn(papers));
  const rows = await db
    .selectFrom(inOrder.as("each"))
    .select("id")
    .where("place", "=", 1)
    .execute();
  const ids = rows.map(({ id }) => id);
  const newest = await findComments(db, { ids, viewer: undefined });
  return new Map([...newest.values()].map((each) => [each.paper, each]));
}

/** Whatever anybody may read, but for what the reader mutes. */
function said(db: Database, reader: number | undefined) {
  return db
    .selectFrom("comments")
    .where(isShown)
    .$if(reader !== undefined, (query) =>
      query
        .where((where) =>
          where.or([
            where("comments.reader_id", "is", null),
            where(
              "comments.reader_id",
              "not in",
              where.selectFrom("muted_people").select("person_id").where("reader_id", "=", reader!),
            ),
          ]),
        )
        .where("root_id", "not in", (select) =>
          select.selectFrom("muted_threads").select("root_id").where("reader_id", "=", reader!),
        ),
    );
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}
