// Comments as they may be read. Whoever reads says who they are, and gets no word that is not for
// them: this file is the only one that reads what a comment says for pages, feeds, API and mail.
import { sql, type Selectable } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database, Tables } from "../../store/tables.ts";
import type { Role } from "../readers.ts";

export type Standing = Selectable<Tables["comments"]>["standing"];

/** A reader as others see them. */
export interface Person {
  id: number;
  name: string;
  handle: string;
  role: Role;
}

export interface Comment {
  id: number;
  paper: number;
  parent: number | null;
  /** The first comment of its thread. */
  root: number;
  /** `undefined` for a former reader, and where the comment is not to be read. */
  by: Person | undefined;
  /** Whether they are known as an author of the paper. */
  isAuthors: boolean;
  /** Markdown; `undefined` where whoever looks may not read it. */
  source: string | undefined;
  standing: Standing;
  /** Why it waits; only for those who may read it. */
  heldBecause: string | null;
  /** ISO 8601. */
  at: string;
  editedAt: string | null;
  votes: number;
  /** Whether whoever looks has voted for it. */
  voted: boolean;
  /** Whoever looks wants to hear nothing of who wrote it. */
  isMuted: boolean;
}

/** Who looks: nobody in particular, or a reader, who may be a moderator. */
export type Viewer = { id: number; isModerator: boolean } | undefined;

/** `undefined` when it is not there for whoever looks. */
export async function findComment(
  db: Database,
  { id, viewer }: { id: number; viewer: Viewer },
): Promise<Comment | undefined> {
  const row = await comments(db, viewer).where("comments.id", "=", id).executeTakeFirst();
  return row && toComment(row, viewer);
}

/** All that was said of a paper, or in one thread of it; the oldest first. */
export async function listComments(
  db: Database,
  { paper, root, viewer }: { paper: number; root?: number | undefined; viewer: Viewer },
): Promise<Comment[]> {
  const rows = await comments(db, viewer)
    .where("comments.paper_id", "=", paper)
    .$if(root !== undefined, (query) => query.where("comments.root_id", "=", root!))
    .orderBy("comments.id")
    .execute();
  return rows.flatMap((row) => toComment(row, viewer) ?? []);
}

/** What anybody may read, the newest first: of a paper, by a reader, or of all. */
export async function listNewestComments(
  db: Database,
  {
    paper,
    reader,
    limit,
    offset = 0,
  }: { paper?: number; reader?: number; limit: number; offset?: number },
): Promise<Comment[]> {
  const rows = await comments(db, undefined)
    .where("comments.standing", "=", "shown")
    .$if(paper !== undefined, (query) => query.where("comments.paper_id", "=", paper!))
    .$if(reader !== undefined, (query) => query.where("comments.reader_id", "=", reader!))
    .orderBy("comments.at", "desc")
    .orderBy("comments.id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.flatMap((row) => toComment(row, undefined) ?? []);
}

/** Those of these comments that anybody may read, by their numbers. */
export async function listReadable(
  db: Database,
  ids: readonly number[],
): Promise<Map<number, Comment>> {
  if (ids.length === 0) return new Map();
  const rows = await comments(db, undefined)
    .where("comments.id", "in", numbersIn(ids))
    .where("comments.standing", "=", "shown")
    .execute();
  return new Map(
    rows.flatMap((row) => toComment(row, undefined) ?? []).map((each) => [each.id, each]),
  );
}

/** These comments as a moderator reads them, by their numbers. */
export async function listForModerators(
  db: Database,
  { ids, by }: { ids: readonly number[]; by: number },
): Promise<Map<number, Comment>> {
  const viewer = { id: by, isModerator: true };
  const rows = await comments(db, viewer).where("comments.id", "in", numbersIn(ids)).execute();
  return new Map(
    rows.flatMap((row) => toComment(row, viewer) ?? []).map((each) => [each.id, each]),
  );
}

/** How many comments anybody may read, of each of these papers that has any. */
export async function countComments(
  db: Database,
  papers: readonly number[],
): Promise<Map<number, number>> {
  if (papers.length === 0) return new Map();
  const rows = await db
    .selectFrom("comments")
    .select((select) => ["paper_id", select.fn.countAll<number>().as("comments")])
    .where("paper_id", "in", numbersIn(papers))
    .where("standing", "=", "shown")
    .groupBy("paper_id")
    .execute();
  return new Map(rows.map(({ paper_id, comments }) => [paper_id, comments]));
}

function comments(db: Database, viewer: Viewer) {
  return db
    .selectFrom("comments")
    .leftJoin("readers", "readers.id", "comments.reader_id")
    .select([
      "comments.id",
      "comments.paper_id",
      "comments.parent_id",
      "comments.root_id",
      "comments.reader_id",
      "comments.source",
      "comments.standing",
      "comments.held_because",
      "comments.at",
      "comments.edited_at",
      "readers.name",
      "readers.handle",
      "readers.role",
    ])
    .select([
      sql<number>`(select count(*) from comment_votes where comment_id = comments.id)`.as("votes"),
      sql<number>`exists (select 1 from comment_votes
        where comment_id = comments.id and reader_id = ${viewer?.id ?? null})`.as("voted"),
      sql<number>`exists (select 1 from muted_people where muted_people.reader_id = ${viewer?.id ?? null}
        and person_id = comments.reader_id)`.as("is_muted"),
      sql<number>`exists (select 1 from claims where claims.paper_id = comments.paper_id
        and claims.reader_id = comments.reader_id and claims.state = 'proved')`.as("is_authors"),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof comments>["execute"]>>[number];

function toComment(row: Row, viewer: Viewer): Comment | undefined {
  const mayRead = mayReadIt(row, viewer);
  // What waits is as if it were not there.
  if (row.standing === "held" && !mayRead) return undefined;
  return {
    id: row.id,
    paper: row.paper_id,
    parent: row.parent_id,
    root: row.root_id,
    by: mayRead && row.reader_id !== null ? personIn(row) : undefined,
    isAuthors: mayRead && row.is_authors === 1,
    source: mayRead ? row.source : undefined,
    standing: row.standing,
    heldBecause: mayRead ? row.held_because : null,
    at: row.at,
    editedAt: mayRead ? row.edited_at : null,
    votes: mayRead ? row.votes : 0,
    voted: row.voted === 1,
    isMuted: row.is_muted === 1,
  };
}

/** What its author deleted nobody reads; what is held or hidden its author does, and moderators. */
function mayReadIt({ standing, reader_id }: Row, viewer: Viewer): boolean {
  if (standing === "shown") return true;
  if (standing === "deleted" || viewer === undefined) return false;
  return viewer.isModerator || viewer.id === reader_id;
}

function personIn({ reader_id, name, handle, role }: Row): Person {
  return { id: reader_id!, name: name!, handle: handle!, role: role! };
}
