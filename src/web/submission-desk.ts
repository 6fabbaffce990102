// Where what was found for a reader lies while it is looked at, so that the second button takes what
// the first one found and nothing that a browser could have made up.
import { randomBytes } from "node:crypto";
import { askingOf, userAgentOf } from "../catalogue/harvest/gather.ts";
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { SourceError, TooMany } from "../errors.ts";
import type { PaperRecord } from "../papers/paper.ts";
import type { Reference } from "../papers/reference.ts";
import { publicDoor, type Door } from "../sources/http/guarded-request.ts";
import { fetchPaper } from "../sources/pages/fetch-paper.ts";

export interface SubmissionDesk {
  /** Asks whoever speaks for the paper. @throws NotFound, SourceError, TooMany */
  look(reference: Reference): Promise<PaperRecord>;
  /** @returns under which token it lies there. */
  keep(reader: number, record: PaperRecord): string;
  /** What lies there for the reader, for half an hour and not over a restart. */
  find(reader: number, token: string): PaperRecord | undefined;
}

interface DeskOptions {
  db: Parameters<typeof askingOf>[0];
  config: Config;
  clock: () => Date;
  /** How pages are fetched; from the public net alone if left out. */
  door?: Door | undefined;
}

const keptMs = 30 * 60_000;
const mostKept = 500;
const mostOfReader = 10;
/** Each look may wait for a stranger's server, so strangers must not have many waiting. */
const mostLooks = 6;
/** As long as a person waits. Somebody else's turn at arXiv may be a long one. */
const arxivMs = 30_000;

export function openDesk({ db, config, clock, door = publicDoor }: DeskOptions): SubmissionDesk {
  const kept = new Map<string, { reader: number; record: PaperRecord; until: number }>();
  let looks = 0;

  async function look(reference: Reference): Promise<PaperRecord> {
    if (looks >= mostLooks) {
      throw new TooMany("Many papers are being looked up right now. Please try again shortly.", 5);
    }
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(arxivBusy()), arxivMs);
    looks++;
    try {
      const asking = askingOf(db, "arxiv-api", {
        config,
        clock: systemClock,
        signal: patience.signal,
      });
      return await fetchPaper(reference, {
        arxiv: {
          asking: { ...asking, patienceMs: 10_000, firstByteMs: 12_000, timeoutMs: 15_000 },
          url: config.ARXIV_API_URL,
        },
        doiUrl: config.DOI_URL,
        door,
        userAgent: userAgentOf(config),
      });
    } finally {
      looks--;
      clearTimeout(timer);
    }
  }

  function keep(reader: number, record: PaperRecord): string {
    const now = clock().getTime();
    const own = [...kept].filter(([, each]) => each.reader === reader);
    // The oldest first, as they were put there.
    const surplus = [...own.slice(0, -(mostOfReader - 1)), ...[...kept].slice(0, -(mostKept - 1))];
    for (const [token] of surplus) kept.delete(token);
    for (const [token, { until }] of kept) if (until < now) kept.delete(token);
    const token = randomBytes(18).toString("base64url");
    kept.set(token, { reader, record, until: now + keptMs });
    return token;
  }

  function find(reader: number, token: string): PaperRecord | undefined {
    const found = kept.get(token);
    const isTheirs = found?.reader === reader && found.until >= clock().getTime();
    return isTheirs ? found.record : undefined;
  }

  return { look, keep, find };
}

function arxivBusy(): SourceError {
  return new SourceError(
    "busy",
    "arXiv is asked one thing at a time, and others are before you. Try again in a minute.",
  );
}
