// Finds the papers that a list names: here first, then at arXiv. What is named by an identifier is
// taken at once; what is named by a title is matched, and taken when somebody says so.
import { SourceError } from "../../errors.ts";
import type { Identifier } from "../../papers/identifier.ts";
import type { Mention } from "../../papers/mention.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { Database } from "../../store/tables.ts";
import { bestOf } from "./judge-match.ts";
import { openList, saveMatch, type List, type Match, type Mentioned } from "./lists.ts";
import { lookUp, type LookUp, type LookUpProgress } from "./look-up.ts";
import { savePapers, type Outcome } from "../save-papers.ts";
import { findCandidates } from "./title-candidates.ts";

export interface MatchListOptions {
  name: string;
  /** How to ask arXiv; nobody is asked without. */
  lookUp: LookUp | undefined;
  now: Date;
  onLookUp?: ((progress: LookUpProgress) => void) | undefined;
  /** Told of each paper that was taken at once, or was here. */
  onTaken: (outcome: Outcome) => void;
}

export interface MatchedList {
  /** What was not settled at once; none when nothing was left. */
  list: List | undefined;
  /** Why arXiv could not be asked, or not for all. */
  trouble: SourceError | undefined;
}

const namesAtOnce = 500;

export async function matchList(
  db: Database,
  mentioned: readonly Mentioned[],
  options: MatchListOptions,
): Promise<MatchedList> {
  const { name, now } = options;
  const here = await findHere(
    db,
    mentioned.flatMap(({ mention }) => mention.identifier ?? []),
  );
  const seen: Mentioned[] = [];
  for (const each of mentioned) {
    seen.push({
      ...each,
      isHere: each.isHere ?? (await takeAtOnce(db, each.mention, here, options)),
    });
  }
  if (seen.every(({ isHere }) => isHere)) return { list: undefined, trouble: undefined };

  const list = await openList(db, { name, mentioned: seen, now });
  for (const match of list.matches) {
    if (match.state === "unmatched") await matchHere(db, match);
  }
  const trouble = await askArxiv(db, list, options);
  return { list, trouble };
}

/** @returns whether nothing is left to be matched. */
async function takeAtOnce(
  db: Database,
  mention: Mention,
  here: ReadonlySet<string>,
  { now, onTaken }: MatchListOptions,
): Promise<boolean> {
  const isNamed = mention.identifier !== undefined && here.has(mention.identifier);
  const record = isNamed ? undefined : recordOf(mention);
  if (record) {
    const [saved] = await savePapers(db, [record], { now });
    onTaken(saved!.outcome);
    return true;
  }
  if (!isNamed && !(await isHereUnderItsTitle(db, mention))) return false;
  onTaken("unchanged");
  return true;
}

/** Which of these names are names of papers here. */
async function findHere(db: Database, names: readonly Identifier[]): Promise<Set<string>> {
  const here = new Set<string>();
  for (let start = 0; start < names.length; start += namesAtOnce) {
    const rows = await db
      .selectFrom("identifiers")
      .innerJoin("papers", "papers.id", "identifiers.paper_id")
      .select("identifiers.identifier")
      .where("identifiers.identifier", "in", names.slice(start, start + namesAtOnce))
      .where("papers.sample", "=", 0)
      .execute();
    for (const { identifier } of rows) here.add(identifier);
  }
  return here;
}

/** A paper from elsewhere than arXiv, of which the list itself says enough. */
function recordOf({ identifier, title, ...said }: Mention): PaperRecord | undefined {
  if (!identifier?.startsWith("doi:") || !title) return undefined;
  return { identifier, title, abstract: "", ...said };
}

/** Word for word, and nothing else to restore. */
async function isHereUnderItsTitle(db: Database, mention: Mention): Promise<boolean> {
  const { identifier, title, abstract } = mention;
  if (identifier || !title || abstract) return false;
  const best = bestOf(mention, await findCandidates(db, title));
  return best !== undefined && best.isSame && best.found.title === title;
}

async function matchHere(db: Database, match: Match): Promise<void> {
  const { title, identifier } = match.given;
  if (identifier?.startsWith("doi:")) {
    // arXiv is not asked by DOI.
    match.foundAt = "here";
    await saveMatch(db, match);
  }
  if (identifier || !title) return;
  const best = bestOf(match.given, await findCandidates(db, title));
  if (!best) return;
  match.found = best.found;
  match.similarity = best.similarity;
  if (best.isSame) {
    match.state = "matched";
    match.foundAt = "here";
  }
  await saveMatch(db, match);
}

async function askArxiv(
  db: Database,
  list: List,
  { lookUp: arxiv, now, onLookUp, onTaken }: MatchListOptions,
): Promise<SourceError | undefined> {
  if (!arxiv) return undefined;
  // arXiv wants to be asked the same once a day at most (its API's manual).
  const isOfToday = list.createdAt.slice(0, 10) === now.toISOString().slice(0, 10);
  const unasked = list.matches.filter(
    ({ state, foundAt }) => state === "unmatched" && !(foundAt && isOfToday),
  );
  try {
    await lookUp(db, unasked, { ...arxiv, now, onProgress: onLookUp, onTaken });
    return undefined;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}
