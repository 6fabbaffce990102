// The search index, for commands: what they have stored is findable when they end, unless a server
// is running, which takes it in by itself.
import { availableParallelism } from "node:os";
import { hasUnindexed } from "../catalogue/unindexed.ts";
import { timeLeft } from "../clock.ts";
import { endpointOf } from "../search/endpoint/endpoint.ts";
import { openSearchIndex, type SearchIndex } from "../search/index/search-index.ts";
import type { Progress } from "../search/progress.ts";
import type { Config } from "../config.ts";
import type { Database } from "../store/tables.ts";
import { grouped, type Run } from "./terminal.ts";

/** Opens the index for the time of `act`. */
export async function withIndex<Result>(
  { db, config }: { db: Database; config: Config },
  act: (index: SearchIndex) => Promise<Result>,
): Promise<Result> {
  // Nobody is reading meanwhile, so every core may write.
  const writers = Math.min(2, availableParallelism());
  const index = openSearchIndex({
    db,
    dataDir: config.DATA_DIR,
    writers,
    endpoint: endpointOf(config),
  });
  try {
    return await act(index);
  } finally {
    await index.close();
  }
}

/** Takes in what was stored, with progress. */
export async function takeIn(run: Run, open: { db: Database; config: Config }): Promise<void> {
  if (!(await hasUnindexed(open.db))) return;
  await withIndex(open, (index) => index.catchUp(indexProgress(run)));
}

export function indexProgress(run: Run): (progress: Progress) => void {
  return progressOf(run, "Indexing");
}

/** Has the model of the owner's choice make what it has not made of papers, with progress. */
export async function embed(run: Run, index: SearchIndex): Promise<void> {
  try {
    if (await index.embed(progressOf(run, "Embedding"))) return;
    run.terminal.error(
      "A server is running; it has vectors made by itself. `broadsheet embeddings` says how far it is.",
    );
  } catch (error) {
    run.terminal.error(error instanceof Error ? error.message : String(error));
    run.exitCode = 1;
  }
}

function progressOf({ terminal }: Run, doing: string): (progress: Progress) => void {
  const began = Date.now();
  return ({ done, of }) => {
    const seconds = Math.max(0.001, (Date.now() - began) / 1000);
    const left = (seconds * (of - done)) / Math.max(1, done);
    terminal.progress(
      `${doing}: ${grouped(done)} of ${grouped(of)} papers, ${grouped(Math.round(done / seconds))} a second, ${timeLeft(left)}`,
    );
  };
}
