// Takes what was found for a list: the paper comes in, and what was here only by its title becomes
// that paper, with its votes, its days and its address.
import { titleIdentifier } from "../../papers/identifier.ts";
import type { Database } from "../../store/tables.ts";
import type { Row } from "../fields.ts";
import { saveMatch, type List, type Match } from "./lists.ts";
import { liftKeptApart } from "../merges/kept-apart.ts";
import { mergeRows } from "../merges/merges.ts";
import { saveWithin } from "../save-papers.ts";

/**
 * Takes every match of the list that is open, or those named. Doing so again changes nothing.
 * @returns how many were taken.
 */
export async function takeMatches(
  db: Database,
  list: List,
  { only, now }: { only?: readonly number[]; now: Date },
): Promise<number> {
  let taken = 0;
  for (const match of list.matches) {
    if (match.state !== "matched" || (only && !only.includes(match.id))) continue;
    if (await takeMatch(db, match, now)) taken++;
  }
  return taken;
}

async function takeMatch(db: Database, match: Match, now: Date): Promise<boolean> {
  return await db.transaction().execute(async (db) => {
    // Somebody may have pressed the other button meanwhile.
    const { state } = await db
      .selectFrom("matches")
      .select("state")
      .where("id", "=", match.id)
      .executeTakeFirstOrThrow();
    if (state !== "matched" || !match.found) return false;
    const known =
      match.foundAt === "here" ? await findNamed(db, match.found.identifier) : undefined;
    const id = known?.id ?? (await saveWithin(db, [match.found], { now }))[0]!.id;
    await mergeTitled(db, { match, into: id, now });
    match.state = "taken";
    await saveMatch(db, match);
    return true;
  });
}

/** The paper that is here only by the title which the list gives, if there is one. */
async function mergeTitled(
  db: Database,
  { match, into, now }: { match: Match; into: number; now: Date },
): Promise<void> {
  const { title } = match.given;
  const gone = title && (await findNamed(db, titleIdentifier(title)));
  if (!gone || gone.id === into || !gone.identifier.startsWith("title:")) return;
  if (gone.sample === 1) return;
  const kept = await getRow(db, into);
  await liftKeptApart(db, { one: kept.id, other: gone.id });
  const reason = `“${title}” was matched to ${kept.identifier}`;
  await mergeRows(db, { kept, gone, reason, now });
}

async function findNamed(db: Database, name: string | undefined): Promise<Row | undefined> {
  if (name === undefined) return undefined;
  return await db
    .selectFrom("papers")
    .innerJoin("identifiers", "identifiers.paper_id", "papers.id")
    .selectAll("papers")
    .where("identifiers.identifier", "=", name)
    .executeTakeFirst();
}

async function getRow(db: Database, id: number): Promise<Row> {
  return await db.selectFrom("papers").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** Not this one: it is offered no more. */
export async function declineMatch(db: Database, match: Match): Promise<void> {
  await db
    .updateTable("matches")
    .set({ state: "declined" })
    .where("id", "=", match.id)
    .where("state", "=", "matched")
    .execute();
}
