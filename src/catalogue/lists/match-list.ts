// Finds the papers that a list names: here first, then at arXiv. What is named by an identifier is
// taken at once; what is named by a title is matched, and taken when somebody says so.
import { SourceError } from "../../errors.ts";
import type { Mention } from "../../papers/mention.ts";
import type { Database } from "../../store/tables.ts";
import type { Judged } from "./judge-match.ts";
import { openList, saveMatch, type List, type Match, type Mentioned } from "./lists.ts";
import { lookUp, type LookUp, type LookUpProgress } from "./look-up.ts";
import { findByName, takeNamed } from "./named.ts";
import type { Outcome } from "../save-papers.ts";
import { findBest } from "./title-candidates.ts";

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

const atOnce = 100;
/** What was found is kept for so many titles, so that none is searched twice; more would fill the memory. */
const mostKept = 10_000;

export async function matchList(
  db: Database,
  mentioned: readonly Mentioned[],
  options: MatchListOptions,
): Promise<MatchedList> {
  const { name, now } = options;
  const search = titleSearch(db, mentioned, options);
  const seen: Mentioned[] = [];
  for (const batch of batchesOf(mentioned)) {
    const outcomes = await takeNamed(db, batch, { now });
    for (const [index, each] of batch.entries()) {
      let outcome = outcomes[index];
      if (!each.isHere && !outcome && (await isHereUnderItsTitle(search, each))) {
        outcome = "unchanged";
      }
      if (outcome) options.onTaken(outcome);
      seen.push({ ...each, isHere: each.isHere ?? outcome !== undefined });
    }
  }
  if (seen.every(({ isHere }) => isHere)) return { list: undefined, trouble: undefined };

  const list = await openList(db, { name, mentioned: seen, now });
  for (const batch of batchesOf(list.matches.filter(({ state }) => state === "unmatched"))) {
    await matchHere(db, batch, search);
  }
  search.end();
  const trouble = await askArxiv(db, list, options);
  return { list, trouble };
}

function* batchesOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += atOnce) {
    yield items.slice(start, start + atOnce);
  }
}

interface TitleSearch {
  find: (line: number, mention: Mention) => Promise<Judged | undefined>;
  end: () => void;
}

/** Searches each title of the list once, and tells how far it is. */
function titleSearch(
  db: Database,
  mentioned: readonly Mentioned[],
  { onLookUp }: MatchListOptions,
): TitleSearch {
  const of = mentioned.filter(({ mention, isHere }) => isTitled(mention) && !isHere).length;
  const kept = new Map<number, { mention: Mention; best: Judged | undefined }>();
  const searched = new Set<number>();
  const tell = () => onLookUp?.({ what: "here", done: Math.min(searched.size, of), of });
  return {
    async find(line, mention) {
      const known = kept.get(line);
      if (known?.mention.title === mention.title) return known?.best;
      if (searched.size % atOnce === 0 && searched.size < of) tell();
      const best = await findBest(db, mention);
      searched.add(line);
      if (kept.size < mostKept) kept.set(line, { mention, best });
      return best;
    },
    end() {
      if (searched.size > 0) tell();
    },
  };
}

function isTitled({ identifier, title }: Mention): boolean {
  return !identifier && title !== undefined && title !== "";
}

/** Word for word, and nothing else to restore. */
async function isHereUnderItsTitle(
  search: TitleSearch,
  { line, mention }: Mentioned,
): Promise<boolean> {
  if (!isTitled(mention) || mention.abstract) return false;
  const best = await search.find(line, mention);
  return best !== undefined && best.isSame && best.found.title === mention.title;
}

async function matchHere(
  db: Database,
  matches: readonly Match[],
  search: TitleSearch,
): Promise<void> {
  const found: Match[] = [];
  for (const match of matches) {
    const { given, line } = match;
    if (given.identifier?.startsWith("doi:")) {
      // arXiv is not asked by DOI. A paper that has it is another one, or this would be settled.
      match.foundAt = "here";
      match.found = await findByName(db, given.identifier);
      found.push(match);
    }
    const best = isTitled(given) ? await search.find(line, given) : undefined;
    if (!best) continue;
    match.found = best.found;
    match.similarity = best.similarity;
    if (best.isSame) {
      match.state = "matched";
      match.foundAt = "here";
    }
    found.push(match);
  }
  if (found.length === 0) return;
  await db.transaction().execute(async (db) => {
    for (const match of found) await saveMatch(db, match);
  });
}

async function askArxiv(
  db: Database,
  list: List,
  { lookUp: arxiv, now, onLookUp, onTaken }: MatchListOptions,
): Promise<SourceError | undefined> {
  if (!arxiv) return undefined;
  // arXiv wants to be asked the same once a day at most (its API's manual).
  const today = now.toISOString().slice(0, 10);
  const unasked = list.matches.filter(
    ({ state, askedAt }) => state === "unmatched" && askedAt?.slice(0, 10) !== today,
  );
  try {
    await lookUp(db, unasked, { ...arxiv, now, onProgress: onLookUp, onTaken });
    return undefined;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}
