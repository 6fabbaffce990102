// What notifications tell, as it may be told now: what was hidden or deleted in the meantime, and what its
// reader muted, is none of it.
import { sql } from "kysely";
import { listPapers } from "../../catalogue/papers.ts";
import type { Paper } from "../../papers/paper.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database, Tables } from "../../store/tables.ts";
import type { Selectable } from "kysely";
import { listReadable, type Comment } from "../discussion/comments.ts";
import type { NoticeKind } from "./notice-kinds.ts";

type Act = Selectable<Tables["moderation_acts"]>;
type Claim = Selectable<Tables["claims"]>;

/** Something that a reader is told of. */
export interface Told {
  id: number;
  kind: NoticeKind;
  /** ISO 8601. */
  at: string;
  isRead: boolean;
  /** What it is of; nothing where a moderator acted about a reader and not about a comment. */
  paper: Paper | undefined;
  about: ToldComment | ToldAct | ToldClaim;
}

interface ToldComment {
  is: "comment";
  comment: Comment;
}

export interface ToldAct {
  is: "act";
  kind: Act["kind"];
  /** Whether it is about whoever is told, or about what they reported. */
  isOwn: boolean;
  /** Whether such an act was taken back. */
  isUndone: boolean;
  sentence: string;
  /** Until when somebody is suspended. */
  until: string | null;
  /** The number of the comment that it is about. */
  comment: number | null;
}

export interface ToldClaim {
  is: "claim";
  state: Claim["state"];
  /** Whether it is that of whoever is told. */
  isOwn: boolean;
  /** Who claims; nothing for a former reader. */
  by: string | undefined;
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
export async function listTold(db: Database, ids: readonly number[]): Promise<Told[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("notifications")
    .select(["id", "reader_id", "kind", "comment_id", "act_id", "claim_id", "at", "read_at"])
    .where("id", "in", numbersIn(ids))
    .where(mayBeTold)
    .execute();
  const numbersOf = (column: "comment_id" | "act_id" | "claim_id") =>
    rows.flatMap((row) => row[column] ?? []);
  const comments = await listReadable(db, numbersOf("comment_id"));
  const acts = await readActs(db, numbersOf("act_id"));
  const claims = await readClaims(db, numbersOf("claim_id"));
  const papers = await readPapers(db, [
    ...[...comments.values()].map(({ paper }) => paper),
    ...[...acts.values()].flatMap(({ paper_id }) => paper_id ?? []),
    ...[...claims.values()].map(({ paper_id }) => paper_id),
  ]);
  const told = new Map(
    rows.flatMap((row): [number, Told][] => {
      const { id, kind, at } = row;
      const comment = comments.get(row.comment_id ?? 0);
      const act = acts.get(row.act_id ?? 0);
      const claim = claims.get(row.claim_id ?? 0);
      const about =
        (comment && { is: "comment" as const, comment }) ??
        (act && toldAct(act, row.reader_id)) ??
        (claim && toldClaim(claim, row.reader_id));
      if (!about) return [];
      const paper = papers.get(comment?.paper ?? act?.paper_id ?? claim?.paper_id ?? 0);
      return [[id, { id, kind, at, isRead: row.read_at !== null, paper, about }]];
    }),
  );
  return ids.flatMap((id) => told.get(id) ?? []);
}

function toldAct(act: ActRow, reader: number): ToldAct {
  const { kind, sentence, until, comment_id: comment } = act;
  return {
    is: "act",
    kind,
    isOwn: (act.reader_id ?? act.author) === reader,
    isUndone: act.undoes !== null,
    sentence,
    until,
    comment,
  };
}

function toldClaim(claim: ClaimRow, reader: number): ToldClaim {
  const { state, name, answer } = claim;
  return { is: "claim", state, isOwn: claim.reader_id === reader, by: name, answer };
}

type ActRow = Awaited<ReturnType<typeof readActs>> extends Map<number, infer Row> ? Row : never;

async function readActs(db: Database, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, never>();
  const rows = await db
    .selectFrom("moderation_acts")
    .leftJoin("comments", "comments.id", "moderation_acts.comment_id")
    .select([
      "moderation_acts.id",
      "moderation_acts.kind",
      "moderation_acts.reader_id",
      "moderation_acts.sentence",
      "moderation_acts.until",
      "moderation_acts.undoes",
      "moderation_acts.comment_id",
      "comments.paper_id",
      "comments.reader_id as author",
    ])
    .where("moderation_acts.id", "in", numbersIn(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

type ClaimRow = Awaited<ReturnType<typeof readClaims>> extends Map<number, infer Row> ? Row : never;

async function readClaims(db: Database, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, never>();
  const rows = await db
    .selectFrom("claims")
    .innerJoin("readers", "readers.id", "claims.reader_id")
    .select([
      "claims.id",
      "claims.state",
      "claims.reader_id",
      "claims.answer",
      "claims.paper_id",
      "readers.name",
    ])
    .where("claims.id", "in", numbersIn(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function readPapers(db: Database, ids: readonly number[]): Promise<Map<number, Paper>> {
  const papers = await listPapers(db, [...new Set(ids)]);
  return new Map(papers.map((paper) => [paper.id, paper]));
}
