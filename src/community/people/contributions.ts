// What somebody has given to this site, counted and listed as everybody may see it.
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { provedClaims } from "../authorship/proved.ts";
import type { Profile } from "./profile.ts";

/** How many there are of each that others see. */
export interface Contributions {
  comments: number;
  /** Papers that are proved to be theirs. */
  papers: number;
  submissions: number;
  picks: number;
  /** 0 unless they show them. */
  votes: number;
}

export async function countContributions(
  db: Database,
  { id, showsVotes }: Pick<Profile, "id" | "showsVotes">,
): Promise<Contributions> {
  return await db
    .selectNoFrom((select) => [
      select
        .selectFrom("comments")
        .select((each) => each.fn.countAll<number>().as("count"))
        .where("reader_id", "=", id)
        .where("standing", "=", "shown")
        .$asScalar()
        .$notNull()
        .as("comments"),
      provedClaims(db)
        .select((each) => each.fn.countAll<number>().as("count"))
        .where("reader_id", "=", id)
        .$asScalar()
        .$notNull()
        .as("papers"),
      select
        .selectFrom("submissions")
        .select((each) => each.fn.countAll<number>().as("count"))
        .where("reader_id", "=", id)
        .$asScalar()
        .$notNull()
        .as("submissions"),
      select
        .selectFrom("picks")
        .select((each) => each.fn.countAll<number>().as("count"))
        .where("reader_id", "=", id)
        .where("appearance", "is not", null)
        .$asScalar()
        .$notNull()
        .as("picks"),
      select
        .selectFrom("votes")
        .select((each) => each.fn.countAll<number>().as("count"))
        .where("reader_id", "=", showsVotes ? id : null)
        .$asScalar()
        .$notNull()
        .as("votes"),
    ])
    .executeTakeFirstOrThrow();
}

/** Whether anything of theirs is to be seen that took more than a click. */
export function hasContributed({ votes: _, ...others }: Contributions): boolean {
  return Object.values(others).some((count) => count > 0);
}

/** A paper with what they said of it, if anything. */
export interface SignedPaper {
  paper: number;
  /** May be empty. */
  sentence: string;
  /** The edition in which it stands by that. */
  day: Day;
}

interface Which {
  reader: number;
  limit: number;
  offset: number;
}

/** The papers that they submitted here, the newest first. */
export async function listSubmittedBy(
  db: Database,
  { reader, limit, offset }: Which,
): Promise<SignedPaper[]> {
  return await db
    .selectFrom("submissions")
    .select(["paper_id as paper", "sentence", "day"])
    .where("reader_id", "=", reader)
    .orderBy("at", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
}

/** The papers that they put on top of an edition, the newest first; those to come are not among them. */
export async function listPickedBy(
  db: Database,
  { reader, limit, offset }: Which,
): Promise<SignedPaper[]> {
  return await db
    .selectFrom("picks")
    .select(["paper_id as paper", "sentence", "day"])
    .where("reader_id", "=", reader)
    .where("appearance", "is not", null)
    .orderBy("day", "desc")
    .orderBy("place")
    .limit(limit)
    .offset(offset)
    .execute();
}

/** The papers that are proved to be theirs, the newest claim first. */
export async function listAuthoredBy(
  db: Database,
  { reader, limit, offset }: Which,
): Promise<number[]> {
  const rows = await provedClaims(db)
    .select("paper_id")
    .where("reader_id", "=", reader)
    .orderBy("id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ paper_id }) => paper_id);
}

/** The papers that they voted for, the newest vote first. */
export async function listVotedBy(
  db: Database,
  { reader, limit, offset }: Which,
): Promise<number[]> {
  const rows = await db
    .selectFrom("votes")
    .select("paper_id")
    .where("reader_id", "=", reader)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ paper_id }) => paper_id);
}
