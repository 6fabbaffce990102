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
  what: "papers" | "titles";
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
  for await (const records of fetchPapers(asking, { url, identifiers })) {
    const known = new Map(records.map((record) => [record.identifier, record]));
    const saved = await db.transaction().execute(async (db) => {
      const saved = await saveWithin(db, records, { now });
      for (const match of matches) {
        const found = known.get(match.given.identifier);
        match.foundAt = source;
        // The paper itself is here now; a copy of it would only grow old.
        if (found) match.state = "taken";
        await saveMatch(db, match);
      }
      return saved;
    });
    for (const { outcome } of saved) onTaken(outcome);
  }
}

async function searchTitled(
  db: Database,
  matches: readonly Match[],
  { asking, url }: LookUpOptions,
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
      if (best?.isSame) match.state = "matched";
      match.foundAt = source;
      await saveMatch(db, match);
    }
  });
}
