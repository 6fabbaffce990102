// Who says that they are an author of which paper, and how that stands.
import { sql, type Selectable } from "kysely";
import { NotFound } from "../../errors.ts";
import type { Identifier } from "../../papers/identifier.ts";
import type { Database, Tables } from "../../store/tables.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Person } from "../readers.ts";
import { provedClaims } from "./proved.ts";

type Row = Selectable<Tables["claims"]>;

export interface Claim {
  id: number;
  paper: number;
  reader: number;
  /** One of the authors, as the paper wrote them when this was claimed. */
  author: string;
  state: Row["state"];
  /** Of a claim that was declined, what it had been proved by until that was taken back. */
  proof: Row["proof"];
  /** What was looked at and found, in words; no address stands in it. */
  evidence: string;
  /** To the editors. */
  sentence: string;
  /** By whoever decided. */
  answer: string;
  /** ISO 8601. */
  at: string;
  /** When somebody decided last, or a proof was found. */
  decidedAt: string | null;
}

export async function findClaim(
  db: Database,
  { paper, reader }: { paper: number; reader: number },
): Promise<Claim | undefined> {
  const row = await db
    .selectFrom("claims")
    .selectAll()
    .where("paper_id", "=", paper)
    .where("reader_id", "=", reader)
    .executeTakeFirst();
  return row && toClaim(row);
}

/** @throws NotFound */
export async function getClaim(db: Database, id: number): Promise<Claim> {
  const row = await db.selectFrom("claims").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new NotFound("There is no such claim any more.");
  return toClaim(row);
}

/** An author of a paper who has an account here. */
export interface AuthorHere {
  author: string;
  by: Person;
}

/** Those that are proved, the first to come first. */
export async function listAuthorsHere(db: Database, paper: number): Promise<AuthorHere[]> {
  return (await listAuthorsOf(db, [paper])).get(paper) ?? [];
}

/** The same of several papers, by their numbers. */
export async function listAuthorsOf(
  db: Database,
  papers: readonly number[],
): Promise<Map<number, AuthorHere[]>> {
  if (papers.length === 0) return new Map();
  const rows = await provedClaims(db)
    .innerJoin("readers", "readers.id", "claims.reader_id")
    .select([
      "claims.paper_id",
      "claims.author",
      "readers.id",
      "readers.name",
      "readers.handle",
      "readers.role",
    ])
    .where("claims.paper_id", "in", numbersIn(papers))
    .orderBy("claims.id")
    .execute();
  const authors = new Map<number, AuthorHere[]>();
  for (const { paper_id, author, ...by } of rows) {
    const known = authors.get(paper_id);
    if (known) known.push({ author, by });
    else authors.set(paper_id, [{ author, by }]);
  }
  return authors;
}

/** How many claims of the paper wait for an editor. */
export async function countAsked(db: Database, paper: number): Promise<number> {
  const { count } = await db
    .selectFrom("claims")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("paper_id", "=", paper)
    .where("state", "=", "asked")
    .executeTakeFirstOrThrow();
  return count;
}

/** How many wait for this editor, who has no word on their own. */
export async function countClaimsFor(db: Database, editor: number): Promise<number> {
  const { count } = await db
    .selectFrom("claims")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("state", "=", "asked")
    .where("reader_id", "<>", editor)
    .executeTakeFirstOrThrow();
  return count;
}

/** A claim as whoever decides sees it. */
export interface ListedClaim extends Claim {
  by: Person;
  /** What stands behind the `@` of their address. */
  domain: string;
  /** When their account was made, ISO 8601. */
  since: string;
  orcid: string | null;
  title: string;
  identifier: Identifier;
  /** Who decided last; `null` where a proof was found, or nobody has. */
  decider: string | null;
  /** Others who are proved to be this author of this paper. */
  others: number;
}

/** Those that wait, the oldest first; of the others the newest. */
export async function listClaims(
  db: Database,
  { state, limit }: { state: Claim["state"]; limit: number },
): Promise<ListedClaim[]> {
  const rows = await listed(db)
    // As it is, since the index of those that are asked is used for no other way to say it.
    .where("claims.state", "=", sql.lit(state))
    .$if(state === "asked", (query) => query.orderBy("claims.at").orderBy("claims.id"))
    .$if(state !== "asked", (query) =>
      query.orderBy("claims.decided_at", "desc").orderBy("claims.id", "desc"),
    )
    .limit(limit)
    .execute();
  return rows.map(toListed);
}

function listed(db: Database) {
  return db
    .selectFrom("claims")
    .innerJoin("readers", "readers.id", "claims.reader_id")
    .innerJoin("papers", "papers.id", "claims.paper_id")
    .leftJoin("readers as deciders", "deciders.id", "claims.decided_by")
    .selectAll("claims")
    .select([
      "readers.name",
      "readers.handle",
      "readers.role",
      "readers.orcid",
      "readers.created_at as since",
      "papers.title",
      "papers.identifier",
      "deciders.name as decider",
    ])
    .select([
      sql<string>`substr(readers.email, instr(readers.email, '@') + 1)`.as("domain"),
      sql<number>`(select count(*) from claims as others where others.paper_id = claims.paper_id
        and others.author = claims.author and others.state = 'proved'
        and others.reader_id <> claims.reader_id)`.as("others"),
    ]);
}

function toListed(row: Awaited<ReturnType<ReturnType<typeof listed>["execute"]>>[number]) {
  const { name, handle, role, domain, since, orcid, title, decider, others } = row;
  return {
    ...toClaim(row),
    by: { id: row.reader_id, name, handle, role },
    domain,
    since,
    orcid,
    title,
    decider,
    others,
    identifier: row.identifier as Identifier,
  };
}

function toClaim(row: Row): Claim {
  return {
    id: row.id,
    paper: row.paper_id,
    reader: row.reader_id,
    author: row.author,
    state: row.state,
    proof: row.proof,
    evidence: row.evidence,
    sentence: row.sentence,
    answer: row.answer,
    at: row.at,
    decidedAt: row.decided_at,
  };
}
