// Reads votes with all that tells how much they count.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";
import { numbersIn } from "../../store/values-in.ts";
import { listSilenced } from "../moderation/restrictions.ts";
import type { Ballot, Seniority } from "./vote-weights.ts";

/** The votes for these papers, the earliest first. */
export async function readBallots(db: Database, papers: readonly number[]): Promise<Ballot[]> {
  if (papers.length === 0) return [];
  const votes = await db
    .selectFrom("votes")
    .select((select) => [
      "paper_id as paper",
      "at",
      "reader_id as reader",
      select.fn.coalesce("network", "crowd").as("network"),
    ])
    .where("paper_id", "in", numbersIn(papers))
    .orderBy("at")
    .orderBy("id")
    .execute();
  const standings = await readSeniority(
    db,
    votes.flatMap(({ reader }) => reader ?? []),
  );
  return votes.map(({ paper, at, reader, network }) => ({
    paper,
    at,
    reader: reader === null ? undefined : standings.get(reader),
    network: network ?? undefined,
  }));
}

/** How long and how each of these has been here; a reader may be named more than once. */
export async function readSeniority(
  db: Database,
  named: readonly number[],
): Promise<Map<number, Seniority>> {
  if (named.length === 0) return new Map();
  const readers = [...new Set(named)];
  const branches = await readBranches(db, readers);
  const silenced = await listSilenced(db);
  const { rows } = await sql<{
    id: number;
    role: string;
    since: string;
    one: string;
    two: string | null;
    three: string | null;
  }>`
    with
      first_day as (
        select id, role, created_at as since, ${firstVoteAfter(sql`''`)} as one
        from readers as voter where id in ${numbersIn(readers)}),
      second_day as (select *, ${firstVoteAfter(endOf(sql`one`))} as two from first_day as voter)
    select *, ${firstVoteAfter(endOf(sql`two`))} as three from second_day as voter
  `.execute(db);
  return new Map(
    rows.map(({ id, role, since, one, two, three }) => [
      id,
      {
        id,
        isTrusted: role !== "reader",
        isBanned: silenced.has(id),
        since,
        firstVotes: [one, two, three].filter((at) => at !== null),
        branch: branches.get(id) ?? id,
      },
    ]),
  );
}

/** With the index by reader and time this is one look; to go through all their votes is not. */
function firstVoteAfter(moment: ReturnType<typeof sql>) {
  return sql`(select min(at) from votes where votes.reader_id = voter.id and at > ${moment})`;
}

/** Behind every moment of that day. */
function endOf(at: ReturnType<typeof sql>) {
  return sql`substr(${at}, 1, 10) || 'T24'`;
}

/**
 * The head of each reader's branch: up the invitations by which they came, to whoever came by none
 * or was let in by somebody whom the owner gave a role. Numbers are given in order, and whoever
 * invites is there before, so the head has the least. Who is gone is climbed past.
 */
async function readBranches(
  db: Database,
  readers: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ reader: number; head: number }>`
    with recursive line (reader, member, invitation_id) as (
      select id, id, invitation_id from readers where id in ${numbersIn(readers)}
      union
      select line.reader,
        coalesce(readers.id, former_readers.id),
        coalesce(readers.invitation_id, former_readers.invitation_id)
      from line
      join invitations on invitations.id = line.invitation_id
      left join readers on readers.id = invitations.reader_id
      left join former_readers on former_readers.id = invitations.former_id
      where coalesce(readers.role, 'reader') = 'reader'
        and coalesce(readers.id, former_readers.id) is not null
    )
    select reader, min(member) as head from line group by reader
  `.execute(db);
  return new Map(rows.map(({ reader, head }) => [reader, head]));
}
