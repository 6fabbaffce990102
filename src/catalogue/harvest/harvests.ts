// The book of harvests: each run of a source with its outcome, for the owner and for the schedule.
import { SourceError, type Trouble } from "../../errors.ts";
import type { Clock } from "../../clock.ts";
import type { Day } from "../../papers/period.ts";
import { withLease } from "../../store/leases.ts";
import type { Database } from "../../store/tables.ts";
import type { Host } from "../../turns.ts";

/** Each source with the host that is asked, in the order in which they are asked. */
const hosts = {
  "arxiv-feed": "arxiv",
  "arxiv-api": "arxiv",
  "arxiv-oai": "arxiv",
  "hugging-face": "hugging-face",
} as const satisfies Record<string, Host>;

export type Source = keyof typeof hosts;

export const sources = Object.keys(hosts) as Source[];

export function hostOf(source: Source): Host {
  return hosts[source];
}

export function sourcesOf(...wanted: Host[]): Source[] {
  return sources.filter((source) => wanted.includes(hostOf(source)));
}

export interface Harvest {
  source: Source;
  outcome: "success" | "interrupted" | Trouble;
  /** In words, where there is something to say. */
  reason: string | undefined;
  /** The newest listing date that it brought. */
  day: Day | undefined;
  received: number;
  new: number;
  changed: number;
  /** When the source wants to be asked again, if it said so. */
  retryAt: Date | undefined;
}

/** What a harvest tells while it runs. */
export interface HarvestRun {
  /** Adds to the counts; `day` is the newest listing date among what came. */
  add(counts: { received?: number; new?: number; changed?: number; day?: Day | undefined }): void;
  /** Says what it is doing; kept for the status page, at most twice a second. */
  say(line: string): Promise<void>;
  /** A sentence that stays with the harvest although it went well. */
  note(sentence: string): void;
}

const sayEveryMs = 500;
const interrupted = "It was interrupted.";
const elsewhere = "Another Broadsheet is harvesting from it into this database just now.";
const blank = {
  outcome: "success",
  reason: undefined,
  day: undefined,
  received: 0,
  new: 0,
  changed: 0,
  retryAt: undefined,
} as const;

/** One run of a source: written down, told as it goes, with its outcome in words. */
export async function runHarvest(
  db: Database,
  {
    source,
    clock,
    dryRun = false,
    onProgress,
    signal,
  }: {
    source: Source;
    clock: Clock;
    dryRun?: boolean | undefined;
    onProgress?: ((line: string) => void) | undefined;
    signal?: AbortSignal | undefined;
  },
  act: (run: HarvestRun) => Promise<void>,
): Promise<Harvest> {
  const harvest: Harvest = { ...blank, source };
  const id = dryRun ? undefined : await open(db, source, clock.now());
  let saidAt = -Infinity;
  try {
    await act({
      add({ received = 0, new: fresh = 0, changed = 0, day }) {
        harvest.received += received;
        harvest.new += fresh;
        harvest.changed += changed;
        if (day !== undefined && day > (harvest.day ?? "")) harvest.day = day;
      },
      async say(line) {
        onProgress?.(line);
        if (id === undefined || performance.now() - saidAt < sayEveryMs) return;
        saidAt = performance.now();
        await db
          .updateTable("harvests")
          .set({ progress: line, received: harvest.received, new_papers: harvest.new })
          .where("id", "=", id)
          .execute();
      },
      note(sentence) {
        harvest.reason = sentence;
      },
    });
  } catch (error) {
    const known = error instanceof SourceError;
    harvest.outcome = known ? error.trouble : signal?.aborted ? "interrupted" : "failed";
    harvest.reason = signal?.aborted ? interrupted : sentenceOf(error);
    harvest.retryAt = known ? error.retryAt : undefined;
    if (known) return harvest;
    throw error;
  } finally {
    if (id !== undefined) await close(db, id, harvest, clock.now());
  }
  return harvest;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function open(db: Database, source: Source, now: Date): Promise<number> {
  // What a killed process left open can no longer end by itself.
  await db
    .updateTable("harvests")
    .set({ ended_at: now.toISOString(), outcome: "interrupted", reason: interrupted })
    .where("source", "=", source)
    .where("ended_at", "is", null)
    .execute();
  const { id } = await db
    .insertInto("harvests")
    .values({ source, started_at: now.toISOString() })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function close(db: Database, id: number, harvest: Harvest, now: Date): Promise<void> {
  await db
    .updateTable("harvests")
    .set({
      ended_at: now.toISOString(),
      outcome: harvest.outcome,
      reason: harvest.reason?.slice(0, 1000) ?? null,
      progress: null,
      day: harvest.day ?? null,
      received: harvest.received,
      new_papers: harvest.new,
      changed_papers: harvest.changed,
    })
    .where("id", "=", id)
    .execute();
}

/** One process at a time harvests from a source; for another there is nothing to do meanwhile. */
export async function withHarvestLease(
  db: Database,
  source: Source,
  act: () => Promise<Harvest>,
): Promise<Harvest> {
  const harvest = await withLease(db, leaseOf(source), act);
  return harvest ?? { ...blank, source, outcome: "busy", reason: elsewhere };
}

/** The name of the lease that a process holds while it harvests from the source. */
export function leaseOf(source: Source): string {
  return `harvest ${source}`;
}
