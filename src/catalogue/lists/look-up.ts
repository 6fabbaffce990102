// Looks up at arXiv what a list names and is not here: papers by identifier are taken at once, titles
// get the likeliest paper. What was found is written down batch by batch, so that nothing is asked twice.
import { fetchPapers, searchTitles } from "../../sources/arxiv/api.ts";
import type { Asking } from "../../sources/http/http.ts";
import type { Database } from "../../store/tables.ts";
import { bestOf } from "./judge-match.ts";
import { saveMatch, type Match } from "./lists.ts";
import { saveWithin, type Outcome } from "../save-papers.ts";

export interface LookUp {
  asking: Asking;
  url: URL;
}

export interface LookUpProgress {
  /** `here`: titles that are looked for in the catalogue; the others at arXiv. */
  what: "here" | "papers" | "titles";
  done: number;
  of: number;
}

const source = "arxiv-api";
const papersAtOnce = 100;
const titlesAtOnce = 10;

export interface LookUpOptions extends LookUp {
  now: Date;
  onProgress?: ((progress: LookUpProgress) => void) | undefined;
  onTaken: (outcome: Outcome) => void;
}

/** @throws SourceError when arXiv does not answer; what it said before is kept. */
export async function lookUp(
  db: Database,
  matches: readonly Match[],
  options: LookUpOptions,
): Promise<void> {
  const named = matches.filter(({ given }) => given.identifier?.startsWith("arxiv:"));
  const titled = matches.filter(({ given }) => !given.identifier && given.title);
  for (const batch of batchesOf(named, papersAtOnce, "papers", options)) {
    await fetchNamed(db, batch, options);
  }
  for (const batch of batchesOf(titled, titlesAtOnce, "titles", options)) {
    await searchTitled(db, batch, options);
  }
}

function* batchesOf(
  matches: readonly Match[],
  atOnce: number,
  what: LookUpProgress["what"],
  { onProgress }: LookUpOptions,
): Generator<Match[]> {
  for (let done = 0; done < matches.length; done += atOnce) {
    onProgress?.({ what, done, of: matches.length });
    yield matches.slice(done, done + atOnce);
  }
  if (matches.length > 0) onProgress?.({ what, done: matches.length, of: matches.length });
}

async function fetchNamed(
  db: Database,
  matches: readonly Match[],
  { asking, url, now, onTaken }: LookUpOptions,
): Promise<void> {
  const identifiers = matches.flatMap(({ given }) => given.identifier ?? []);
  const left = new Set(matches);
  for await (const records of fetchPapers(asking, { url, identifiers })) {
    const known = new Set(records.map((record) => record.identifier));
    const saved = await db.transaction().execute(async (db) => {
      const saved = await saveWithin(db, records, { now });
      for (const match of left) {
        if (!known.has(match.given.identifier)) continue;
        left.delete(match);
        // The paper itself is here now; a copy of it would only grow old.
        await saveMatch(db, asked(match, now, "taken"));
      }
      return saved;
    });
    for (const { outcome } of saved) onTaken(outcome);
  }
  // Only now has arXiv answered for all of them, in however many answers.
  await db.transaction().execute(async (db) => {
    for (const match of left) await saveMatch(db, asked(match, now));
  });
}

function asked(match: Match, now: Date, state = match.state): Match {
  return Object.assign(match, { state, foundAt: source, askedAt: now.toISOString() });
}

async function searchTitled(
  db: Database,
  matches: readonly Match[],
  { asking, url, now }: LookUpOptions,
): Promise<void> {
  const titles = matches.flatMap(({ given }) => given.title ?? []);
  const candidates = await searchTitles(asking, { url, titles });
  await db.transaction().execute(async (db) => {
    for (const match of matches) {
      const best = bestOf(match.given, candidates.get(match.given.title ?? "") ?? []);
      if (best && (best.isSame || best.similarity > (match.similarity ?? 0))) {
        match.found = best.found;
        match.similarity = best.similarity;
      }
      await saveMatch(db, asked(match, now, best?.isSame ? "matched" : match.state));
    }
  });
}
