// What a reader is told of, as it may be told now: what was hidden or deleted in the meantime, and what its
// reader muted, is none of it.
import { sql, type Selectable } from "kysely";
import { listPapers } from "../../catalogue/papers.ts";
import type { Paper } from "../../papers/paper.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database, Tables } from "../../store/tables.ts";
import { findComments, type Comment } from "../discussion/comments.ts";
import type { NotificationKind } from "./notification-kinds.ts";

type Act = Selectable<Tables["moderation_acts"]>;
type Claim = Selectable<Tables["claims"]>;

export interface Notification {
  id: number;
  kind: NotificationKind;
  /** ISO 8601. */
  at: string;
  isRead: boolean;
  /** What it is of; nothing where a moderator acted about a reader and not about a comment. */
  paper: Paper | undefined;
  about: AboutComment | AboutAct | AboutClaim;
}

export interface AboutComment {
  is: "comment";
  comment: Comment;
  /** Whether it answers a comment of whoever is told, and not somebody else in their thread. */
  isAnswer: boolean;
}

/** What a moderator did about whoever is told, or about a comment of theirs. */
export interface AboutAct {
  is: "act";
  kind: Act["kind"];
  /** Whether such an act was taken back. */
  isUndone: boolean;
  sentence: string;
  /** Until when they are suspended, ISO 8601. */
  until: string | null;
  /** The number of the comment that it is about. */
  comment: number | null;
}

/** What became of a claim of theirs. */
export interface AboutClaim {
  is: "claim";
  state: Claim["state"];
  /** Whether what was declined had been proved, and was taken back. */
  wasProved: boolean;
  /** What who decided said. */
  answer: string;
}

/** Of rows of `notifications`: whether what they tell may be told now. */
export const mayBeTold = sql<boolean>`(
  notifications.act_id is not null or notifications.claim_id is not null or exists (
    select 1 from comments as told where told.id = notifications.comment_id
      and told.standing = 'shown'
      and not exists (select 1 from muted_threads where muted_threads.root_id = told.root_id
        and muted_threads.reader_id = notifications.reader_id)
      and not exists (select 1 from muted_people where muted_people.person_id = told.reader_id
        and muted_people.reader_id = notifications.reader_id)))`;

/** In the order of `ids`; what may not be told is left out. */
export async function readNotifications(
  db: Database,
  ids: readonly number[],
): Promise<Notification[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("notifications")
    .select([
      "id",
      "kind",
      "comment_id",
      "act_id",
      "claim_id",
      "at",
      "read_at",
      sql<0 | 1>`exists (select 1 from comments as answer
        join comments as above on above.id = answer.parent_id
        where answer.id = notifications.comment_id
          and above.reader_id = notifications.reader_id)`.as("is_answer"),
    ])
    .where("id", "in", numbersIn(ids))
    .where(mayBeTold)
    .execute();
  const numbersOf = (column: "comment_id" | "act_id" | "claim_id") =>
    rows.flatMap((row) => row[column] ?? []);
  const comments = await findComments(db, { ids: numbersOf("comment_id"), viewer: undefined });
  const acts = await readActs(db, numbersOf("act_id"));
  const claims = await readClaims(db, numbersOf("claim_id"));
  const papers = await readPapers(db, [
    ...[...comments.values()].map(({ paper }) => paper),
    ...[...acts.values()].flatMap(({ paper_id }) => paper_id ?? []),
    ...[...claims.values()].map(({ paper_id }) => paper_id),
  ]);
  const notifications = new Map(
    rows.flatMap((row): [number, Notification][] => {
      const { id, kind, at } = row;
      const comment = comments.get(row.comment_id ?? 0);
      const act = acts.get(row.act_id ?? 0);
      const claim = claims.get(row.claim_id ?? 0);
      const about =
        (comment && { is: "comment" as const, comment, isAnswer: row.is_answer === 1 }) ??
        (act && aboutAct(act)) ??
        (claim && aboutClaim(claim));
      if (!about) return [];
      const paper = papers.get(comment?.paper ?? act?.paper_id ?? claim?.paper_id ?? 0);
      return [[id, { id, kind, at, isRead: row.read_at !== null, paper, about }]];
    }),
  );
  return ids.flatMap((id) => notifications.get(id) ?? []);
}

type ActRow = Awaited<ReturnType<typeof readActs>> extends Map<number, infer Row> ? Row : never;

function aboutAct({ kind, undoes, sentence, until, comment_id: comment }: ActRow): AboutAct {
  return { is: "act", kind, isUndone: undoes !== null, sentence, until, comment };
}

async function readActs(db: Database, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, never>();
  const rows = await db
    .selectFrom("moderation_acts")
    .leftJoin("comments", "comments.id", "moderation_acts.comment_id")
    .select([
      "moderation_acts.id",
      "moderation_acts.kind",
      "moderation_acts.sentence",
      "moderation_acts.until",
      "moderation_acts.undoes",
      "moderation_acts.comment_id",
      "comments.paper_id",
    ])
    .where("moderation_acts.id", "in", numbersIn(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

function aboutClaim({ state, proof, answer }: ClaimRow): AboutClaim {
  return { is: "claim", state, wasProved: proof !== null, answer };
}

type ClaimRow = Awaited<ReturnType<typeof readClaims>> extends Map<number, infer Row> ? Row : never;

async function readClaims(db: Database, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, never>();
  const rows = await db
    .selectFrom("claims")
    .select(["id", "state", "proof", "answer", "paper_id"])
    .where("id", "in", numbersIn(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function readPapers(db: Database, ids: readonly number[]): Promise<Map<number, Paper>> {
  const papers = await listPapers(db, [...new Set(ids)]);
  return new Map(papers.map((paper) => [paper.id, paper]));
}
