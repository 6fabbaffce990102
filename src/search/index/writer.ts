// The writing side of an index, for the one process that holds the lease: takes in what the catalogue
// has changed, and merges. What is on disk is always whole: a file is written and synced before the
// list names it, and the catalogue is told last.
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  countUnindexed,
  listUnindexed,
  markUnindexed,
  type Unindexed,
} from "../../catalogue/unindexed.ts";
import type { Lease } from "../../store/leases.ts";
import type { Database } from "../../store/tables.ts";
import { shippedModel } from "../embedder/embedder.ts";
import { readModelName } from "../embedder/model-file.ts";
import { damagedSegment } from "../segments/segment-file.ts";
import { findManifest, format, removeLeftovers, writeManifest, type Manifest } from "./manifest.ts";
import { replaced, type Reader } from "./reader.ts";
import type { Progress } from "../progress.ts";
import { findStamp, newStamp, stampCatalogue } from "./stamps.ts";
import type { Thread } from "../../thread.ts";
import type { Built, WritingSkills } from "./writing.thread.ts";

export interface WriterOptions {
  db: Database;
  folder: string;
  reader: Reader;
  lease: Lease;
  /** Threads that build segments; all of them while much is to be built. */
  builders: readonly (() => Thread<WritingSkills>)[];
  /** A thread that merges, so that what is new need not wait for that. */
  merger: () => Thread<WritingSkills>;
  log: (message: string, fields?: object) => void;
  /** Aborted when the program ends, whatever is being done. */
  signal: AbortSignal;
}

export interface Writer {
  /** Takes in all that is unindexed; how many papers that were. */
  drain(options?: { onProgress?: ((progress: Progress) => void) | undefined }): Promise<number>;
  /** Empties the index and marks all papers to be taken in again. */
  reset(): Promise<void>;
  /** Waits for a merge that runs. */
  settle(): Promise<void>;
}

/** A segment in the making, and the thread that makes it. */
interface Build {
  builder: () => Thread<WritingSkills>;
  result: Promise<Built>;
}

/** Papers built into one segment: enough that few merges follow, few enough for memory. */
const batch = 8_192;
/** The first tells the average length, for which the others wait. */
const firstBatch = 4_096;

/** Takes over what is there, or begins anew when it is missing, damaged or of another catalogue. */
export async function openWriter(options: WriterOptions): Promise<Writer> {
  const { db, folder, reader, lease, builders, merger, log, signal } = options;
  const model = readModelName(shippedModel);
  let manifest = await adopt();
  let turn: Promise<unknown> = Promise.resolve();
  let merging: Promise<void> | undefined;
  let built = 0;
  let damaged = false;

  async function adopt(): Promise<Manifest> {
    const found = await findManifest(folder);
    const stamp = await findStamp(db);
    if (!found || (stamp !== found.stamp && stamp !== found.stampBefore)) return await empty();
    try {
      if (stamp !== found.stamp) await repeatLast(found);
      await removeLeftovers(folder, found);
      await reader.refresh();
      return found.model === model ? found : await changeModel(found);
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      log("The search index is damaged and will be made anew from the catalogue.", {
        error: cause,
      });
      return await empty();
    }
  }

  /** Words find papers as before, and meaning those that are taken in again so far. */
  async function changeModel(found: Manifest): Promise<Manifest> {
    log("The search index is made anew with another model.", { before: found.model, model });
    await markUnindexed(db, "all");
    const manifest = { ...found, model };
    await writeManifest(folder, manifest);
    return manifest;
  }

  /** The newest commit was not noted in the catalogue, or the catalogue is older than it. */
  async function repeatLast({ segments }: Manifest): Promise<void> {
    const newest = segments.at(-1);
    if (newest === undefined) return;
    const { parts } = await merger().ask("load", newest);
    await markUnindexed(db, [...parts.columns.numbers, ...parts.removed]);
  }

  async function empty(): Promise<Manifest> {
    const stamp = newStamp();
    // In this order: an empty index without marks would stay empty.
    await db.transaction().execute(async (db) => {
      await markUnindexed(db, "all");
      await stampCatalogue(db, stamp);
    });
    const manifest: Manifest = {
      format,
      stamp,
      stampBefore: stamp,
      averageLength: 0,
      next: 1,
      model,
      segments: [],
    };
    await writeManifest(folder, manifest);
    await removeLeftovers(folder, manifest);
    await reader.refresh();
    return manifest;
  }

  /** Changes of the list happen one after the other, and only while the lease is held. */
  function commit(change: (manifest: Manifest) => Partial<Manifest>): Promise<void> {
    const result = turn.then(async () => {
      if (!lease.isHeld()) throw new Error("Another process has taken the search index over.");
      const changed = { ...manifest, ...change(manifest) };
      await writeManifest(folder, changed);
      manifest = changed;
    });
    turn = result.catch(() => {});
    return result;
  }

  /** No two files ever share a name, even when two processes should write at once. */
  function nextFile(): string {
    const number = String(manifest.next++).padStart(6, "0");
    return `${number}-${randomBytes(4).toString("hex")}.segment`;
  }

  /** Many only once the first segment has told the average length. */
  function buildersFor(): number {
    return manifest.averageLength === 0 ? 1 : builders.length;
  }

  function build(rows: readonly Unindexed[]): Build {
    const { averageLength } = manifest;
    const builder = builders[built++ % builders.length]!;
    const result = builder().ask("build", { file: nextFile(), rows, averageLength });
    // Of several that run at once, one may fail while another is waited for.
    result.catch(() => {});
    return { builder, result };
  }

  /** Done by the thread that has built it, since that one has nothing else to do: the others build. */
  async function take({ builder, result }: Build): Promise<number> {
    const { file, parts, rows, averageLength } = await result;
    const stamp = newStamp();
    await commit(({ segments, stamp: stampBefore }) => ({
      segments: [...segments, file],
      averageLength,
      stamp,
      stampBefore,
    }));
    await reader.add({ file, parts });
    await builder().ask("settle", { rows, stamp });
    merging ??= merge()
      .catch(mergeFailed)
      .finally(() => (merging = undefined));
    return rows.length;
  }

  async function merge(): Promise<void> {
    for (;;) {
      const job = await reader.planMerge();
      if (!job) return;
      const merged = await merger().ask("merge", { file: nextFile(), job });
      const inputs = job.inputs.map(({ file }) => file);
      await commit(({ segments }) => ({ segments: replaced(segments, inputs, merged.file) }));
      await reader.replace(inputs, merged);
      for (const file of inputs) await rm(join(folder, file), { force: true });
    }
  }

  function mergeFailed(error: unknown): void {
    if (!signal.aborted) log("Segments of the search index could not be merged.", { error });
    damaged ||= isDamage(error);
  }

  async function reset(): Promise<void> {
    await merging;
    manifest = await empty();
    damaged = false;
  }

  return {
    async drain({ onProgress } = {}) {
      if (damaged) await reset();
      const of = onProgress ? await countUnindexed(db) : 0;
      let done = 0;
      let below: number | undefined;
      const building: Build[] = [];
      for (;;) {
        while (building.length < buildersFor() && !signal.aborted) {
          const limit = manifest.averageLength === 0 ? firstBatch : batch;
          const rows = await listUnindexed(db, { below, limit });
          if (rows.length === 0) break;
          below = rows.at(-1)!.paper;
          building.push(build(rows));
        }
        // In the order in which they were listed: of two readings of one paper the later one counts.
        const next = building.shift();
        if (!next) return done;
        done += await take(next);
        onProgress?.({ done, of: Math.max(done, of) });
      }
    },
    reset,
    async settle() {
      await merging;
    },
  };
}

/** A file of the index is damaged or gone. */
function isDamage(cause: unknown): boolean {
  const { code } = cause as NodeJS.ErrnoException;
  return code === damagedSegment || code === "ENOENT";
}
