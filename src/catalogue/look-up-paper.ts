// Looks up the one paper that a person names, while the person waits: from whoever speaks for it.
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { SourceError, TooMany } from "../errors.ts";
import type { PaperRecord } from "../papers/paper.ts";
import type { Reference } from "../papers/reference.ts";
import { publicGuard, type Guard } from "../sources/http/guarded-request.ts";
import { fetchPaper } from "../sources/pages/fetch-paper.ts";
import type { Database } from "../store/tables.ts";
import { userAgentOf } from "../user-agent.ts";
import { askingOf } from "./harvest/gather.ts";

/**
 * @param asker by a number of their own: each has one paper looked up at a time
 * @throws NotFound, SourceError, TooMany
 */
export type LookUpPaper = (reference: Reference, asker: number) => Promise<PaperRecord>;

interface LookUpOptions {
  db: Database;
  config: Config;
  /** How pages are fetched; from the public net alone if left out. */
  guard?: Guard | undefined;
}

/** Each look may wait for a stranger's server, so strangers must not have many waiting. */
const mostLooks = 6;
/** As long as a person waits. Somebody else's turn at arXiv may be a long one. */
const arxivMs = 30_000;

export function openLookUp({ db, config, guard = publicGuard }: LookUpOptions): LookUpPaper {
  const askers = new Set<number>();
  return async (reference, asker) => {
    if (askers.has(asker)) {
      throw new TooMany("Your last paper is still being looked up. Please wait for it.", 5);
    }
    if (askers.size >= mostLooks) {
      throw new TooMany("Many papers are being looked up right now. Please try again shortly.", 5);
    }
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(arxivBusy()), arxivMs);
    askers.add(asker);
    try {
      const { signal } = patience;
      const asking = askingOf(db, "arxiv-api", { config, clock: systemClock, signal });
      return await fetchPaper(reference, {
        arxiv: {
          asking: { ...asking, patienceMs: 10_000, firstByteMs: 12_000, timeoutMs: 15_000 },
          url: config.ARXIV_API_URL,
        },
        doiUrl: config.DOI_URL,
        guard,
        userAgent: userAgentOf(config),
      });
    } finally {
      askers.delete(asker);
      clearTimeout(timer);
    }
  };
}

function arxivBusy(): SourceError {
  return new SourceError(
    "busy",
    "arXiv is asked one thing at a time, and others are before you. Try again in a minute.",
  );
}
