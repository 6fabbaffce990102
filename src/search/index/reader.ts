// The reading side of an index: the thread that searches, and which files it holds.
import type { Finder } from "../retrieval/clause.ts";
import { findManifest } from "./manifest.ts";
import { unpackAnswer } from "./packed-answer.ts";
import type { MergeJob } from "./segment-set.ts";
import type { SearchingSkills } from "./searching.thread.ts";
import { startThread, type Thread } from "../../thread.ts";
import { nothingSince, type LoadedVectors, type VectorsSince } from "./load-vectors.ts";
import type { Loaded } from "./writing.thread.ts";
import { damagedSegment, memoryOf } from "../segments/segment-file.ts";

export interface Reader {
  find: Finder["find"];
  findEach: Finder["findEach"];
  /** How many papers it finds among. */
  count: () => Promise<{ papers: number; segments: number }>;
  /** Reads the list of files again and holds what it names. */
  refresh(): Promise<void>;
  /** Takes in what was just written. */
  add(loaded: Loaded): Promise<void>;
  replace(inputs: readonly string[], loaded: Loaded): Promise<void>;
  planMerge(): Promise<MergeJob | undefined>;
  /** Another number whenever other files are held. */
  changes(): number;
  /** Takes in what a model of the owner's choice has made of papers since the last time. */
  takeVectors(load: (since: VectorsSince) => Promise<LoadedVectors>): Promise<TakenVectors>;
  close(): Promise<void>;
}

interface TakenVectors {
  /** The share of all papers that have one. */
  share: number;
  /** How many numbers each of them has. */
  dimensions: number;
  /** Whether they have no room. */
  isFull: boolean;
  /** Whether there are more to be taken in. */
  more: boolean;
}

interface ReaderOptions {
  folder: string;
  programs: (name: string) => URL;
  /** Reads a file of the index, in a thread of its own. */
  load: (file: string) => Promise<Loaded>;
}

// A file may be merged away between reading the list and opening it.
const attempts = 5;

export function openReader({ folder, programs, load }: ReaderOptions): Reader {
  let thread: Thread<SearchingSkills> | undefined;
  let held: readonly string[] = [];
  let opened: Promise<void> | undefined;
  let since = nothingSince;
  /** How often what is held has changed, and how often it had when all vectors were looked at. */
  let changes = 0;
  let lookedAt = 0;
  let isMissing = false;
  let turn: Promise<unknown> = Promise.resolve();

  function searching(): Thread<SearchingSkills> {
    thread ??= startThread<SearchingSkills>(programs("searching.thread"), {
      data: folder,
      // The next search starts another one, which reads the files again.
      onEnd: forget,
    });
    return thread;
  }

  function forget(): void {
    thread = undefined;
    opened = undefined;
    held = [];
    since = nothingSince;
    changes++;
  }

  /** What changes the set of files happens one after the other. */
  function inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const result = turn.then(change);
    turn = result.catch(() => {});
    return result;
  }

  async function arrange(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const manifest = await findManifest(folder);
      const files = manifest?.segments ?? [];
      if (files.length === held.length && files.every((file, i) => file === held[i])) return;
      try {
        for (const file of files) {
          if (held.includes(file)) continue;
          const loaded = await load(file);
          await searching().ask("prepare", loaded, memoryOf(loaded.parts));
        }
        await searching().ask("arrange", files);
        held = files;
        changes++;
        // Of papers that are gone from here and come again, vectors come again too.
        if (files.length === 0) since = nothingSince;
        return;
      } catch (cause) {
        // What was prepared for this list is closed.
        await searching().ask("arrange", held);
        if ((cause as NodeJS.ErrnoException).code !== "ENOENT" || attempt === attempts) throw cause;
      }
    }
  }

  function open(): Promise<void> {
    opened ??= inTurn(arrange).catch((cause: unknown) => {
      // Until the writer has made it anew, as it does at once, a damaged index finds nothing.
      if ((cause as NodeJS.ErrnoException).code === damagedSegment) return;
      opened = undefined;
      throw cause;
    });
    return opened;
  }

  return {
    async find(request) {
      await open();
      return unpackAnswer(await searching().ask("find", request));
    },
    async findEach(request) {
      await open();
      return await searching().ask("findEach", request);
    },
    async count() {
      await open();
      return await searching().ask("count", undefined as never);
    },
    async refresh() {
      await open();
      await inTurn(arrange);
    },
    async add(loaded) {
      await inTurn(async () => {
        await searching().ask("add", loaded, memoryOf(loaded.parts));
        held = [...held, loaded.file];
        changes++;
      });
    },
    async replace(inputs, loaded) {
      await inTurn(async () => {
        await searching().ask("replace", { inputs, ...loaded }, memoryOf(loaded.parts));
        held = replaced(held, inputs, loaded.file);
        changes++;
      });
    },
    changes: () => changes,
    async takeVectors(load) {
      await open();
      return await inTurn(async () => {
        if (since.id === 0) lookedAt = changes;
        const { batch, more, last } = await load(since);
        const { missed, ...known } = await searching().ask("takeVectors", batch, [
          batch.bytes.buffer,
          batch.numbers.buffer,
          batch.inverseLengths.buffer,
        ]);
        since = last;
        // Made of papers that were not here yet: once these are, all are looked at again.
        isMissing = (isMissing || missed) && batch.model !== 0;
        const taken = { ...known, dimensions: batch.dimensions, more };
        if (more || !isMissing || changes === lookedAt) return taken;
        isMissing = false;
        since = nothingSince;
        return { ...taken, more: true };
      });
    },
    planMerge: () => searching().ask("planMerge", undefined as never),
    async close() {
      const { stop } = thread ?? {};
      forget();
      await stop?.();
    },
  };
}

/** The list with one file in place of several, where the newest of them stood. */
export function replaced(
  files: readonly string[],
  inputs: readonly string[],
  output: string,
): string[] {
  const newest = inputs.at(-1);
  return files.flatMap((file) =>
    file === newest ? [output] : inputs.includes(file) ? [] : [file],
  );
}
