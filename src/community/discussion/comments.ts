// Comments as they may be read. Whoever reads says who they are, and gets no word that is not for
// them: this file is the only one that reads what a comment says for pages, feeds, API and mail.
import { sql, type Selectable } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database, Tables } from "../../store/tables.ts";
import { isByAuthor } from "../authorship/proved.ts";
import type { Person } from "../readers.ts";

export type Standing = Selectable<Tables["comments"]>["standing"];

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

/** Of rows of `comments`. In these words, since the indexes of what is shown are used for no others. */
export const isShown = sql<boolean>`comments.standing = 'shown'`;

/** `undefined` when it is not there for whoever looks. */
export async function findComment(
  db: Database,
  { id, viewer }: { id: number; viewer: Viewer },
): Promise<Comment | undefined> {
  const row = await comments(db, viewer).where("comments.id", "=", id).executeTakeFirst();
  return row && toComment(row, viewer);
}

/** Those of these comments that are there for whoever looks, by their numbers. */
export async function findComments(
  db: Database,
  { ids, viewer }: { ids: readonly number[]; viewer: Viewer },
): Promise<Map<number, Comment>> {
  if (ids.length === 0) return new Map();
  const rows = await comments(db, viewer).where("comments.id", "in", numbersIn(ids)).execute();
  return new Map(
    rows.flatMap((row) => toComment(row, viewer) ?? []).map((each) => [each.id, each]),
  );
}

/** Where a comment stands in its discussion, and nothing of what it says. */
export interface Place {
  id: number;
  parent: number | null;
  /** The first comment of its thread. */
  root: number;
  standing: Standing;
  /** Whether whoever looks may read it. */
  isReadable: boolean;
  /** How long it is, in bytes. */
  bytes: number;
  /** 0 where nobody asked for them. */
  votes: number;
}

/** All that was said of a paper, or in one thread of it, the oldest first; it may be a hundred thousand. */
export async function listPlaces(
  db: Database,
  {
    paper,
    root,
    viewer,
    withVotes = false,
  }: { paper: number; root?: number; viewer: Viewer; withVotes?: boolean },
): Promise<Place[]> {
  // Only what the index comments_in_order holds, but for the votes; and as one value, since to hand over
  // twenty thousand rows takes longer than to read them.
  const { rows } = await sql<{ places: string }>`
    select json_group_array(json_array(id, parent_id, root_id, reader_id, standing,
      octet_length(source), ${withVotes ? votes : sql`0`})) as places
    from comments where paper_id = ${paper} ${root === undefined ? sql`` : sql`and root_id = ${root}`}
  `.execute(db);
  const places: Place[] = [];
  for (const row of JSON.parse(rows[0]!.places) as PlaceRow[]) {
    const [id, parent, root, reader_id, standing] = row;
    const access = { reader_id, standing };
    if (!isThere(access, viewer)) continue;
    const isReadable = mayReadIt(access, viewer);
    const [bytes, votes] = isReadable ? [row[5], row[6]] : [0, 0];
    places.push({ id, parent, root, standing, isReadable, bytes, votes });
  }
  return places.toSorted((one, other) => one.id - other.id);
}

type PlaceRow = [
  id: number,
  parent: number | null,
  root: number,
  reader: number | null,
  standing: Standing,
  bytes: number,
  votes: number,
];

/**
 * Some of a paper's discussion as anybody sees it: what may be read, and the places of what its author
 * deleted where something that may be read follows below. From the oldest on, or from the newest back.
 */
export async function listDiscussion(
  db: Database,
  {
    paper,
    from,
    limit,
    offset = 0,
  }: { paper: number; from: "oldest" | "newest"; limit: number; offset?: number },
): Promise<Comment[]> {
  const direction = from === "oldest" ? "asc" : "desc";
  const rows = await comments(db, undefined)
    .where("comments.id", "in", (select) =>
      select
        .selectFrom("comments as each")
        .select("each.id")
        .where("each.paper_id", "=", paper)
        .where("each.standing", "in", ["shown", "deleted"])
        .where(sql<boolean>`(each.standing = 'shown' or each.id in (${answeredIn(paper)}))`)
        .orderBy("each.id", direction)
        .limit(limit)
        .offset(offset),
    )
    .orderBy("comments.id", direction)
    .execute();
  return rows.flatMap((row) => toComment(row, undefined) ?? []);
}

/** Of a paper the comments that nobody may read, below which there is one that anybody may. */
function answeredIn(paper: number) {
  return sql`
    with recursive answered (id, parent_id) as (
      select id, parent_id from comments as gone
      where paper_id = ${paper} and standing <> 'shown' and exists
        (select 1 from comments as reply where reply.parent_id = gone.id and reply.standing = 'shown')
      union
      select above.id, above.parent_id from answered
      join comments as above on above.id = answered.parent_id where above.standing <> 'shown'
    )
    select id from answered`;
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
    .where(isShown)
    .$if(paper !== undefined, (query) => query.where("comments.paper_id", "=", paper!))
    .$if(reader !== undefined, (query) => query.where("comments.reader_id", "=", reader!))
    .orderBy("comments.at", "desc")
    .orderBy("comments.id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.flatMap((row) => toComment(row, undefined) ?? []);
}

const votes = sql<number>`(select count(*) from comment_votes where comment_id = comments.id)`;

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
      votes.as("votes"),
      sql<number>`exists (select 1 from comment_votes
        where comment_id = comments.id and reader_id = ${viewer?.id ?? null})`.as("voted"),
      sql<number>`exists (select 1 from muted_people where muted_people.reader_id = ${viewer?.id ?? null}
        and person_id = comments.reader_id)`.as("is_muted"),
      isByAuthor.as("is_authors"),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof comments>["execute"]>>[number];

function toComment(row: Row, viewer: Viewer): Comment | undefined {
  const mayRead = mayReadIt(row, viewer);
  if (!isThere(row, viewer)) return undefined;
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

type Access = Pick<Row, "standing" | "reader_id">;

/** What waits is as if it were not there. */
function isThere(row: Access, viewer: Viewer): boolean {
  return row.standing !== "held" || mayReadIt(row, viewer);
}

/** What its author deleted nobody reads; what is held or hidden its author does, and moderators. */
function mayReadIt({ standing, reader_id }: Access, viewer: Viewer): boolean {
  if (standing === "shown") return true;
  if (standing === "deleted" || viewer === undefined) return false;
  return viewer.isModerator || viewer.id === reader_id;
}

function personIn({ reader_id, name, handle, role }: Row): Person {
  return { id: reader_id!, name: name!, handle: handle!, role: role! };
}
