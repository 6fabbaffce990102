// The thread that makes files of the index: it reads papers from the catalogue, builds segments of
// them, merges segments, and reads what the thread that searches keeps in memory, so that the latter
// never waits for a large file.
import { join } from "node:path";
import { workerData } from "node:worker_threads";
import { forgetUnindexed, type Unindexed } from "../../catalogue/unindexed.ts";
import { giveWay } from "../../give-way.ts";
import { openDatabase } from "../../store/database.ts";
import { Embedder } from "../embedder/embedder.ts";
import { SegmentBuilder } from "../segments/builder.ts";
import { forget } from "../segments/bytes.ts";
import { mergeSegments } from "../segments/merge.ts";
import type { SegmentData } from "../segments/segment-data.ts";
import {
  memoryOf,
  readParts,
  readSegment,
  wholeMemoryOf,
  writeSegment,
  type SegmentParts,
} from "../segments/segment-file.ts";
import { stampCatalogue } from "./stamps.ts";
import { loadVectors, type LoadedVectors, type VectorsSince } from "./load-vectors.ts";
import { readPapers } from "./read-papers.ts";
import type { MergeJob } from "./segment-set.ts";
import { answerAsThread } from "../../thread.ts";

export interface WritingThreadData {
  dataDir: string;
  folder: string;
  /** Whether whoever answers readers goes first. */
  givesWay: boolean;
}

export interface BuildJob {
  /** The name of the file to write. */
  file: string;
  rows: readonly Unindexed[];
  /** The average length, in words, of the papers of the index; 0 when it has none yet. */
  averageLength: number;
}

export interface Loaded {
  file: string;
  parts: SegmentParts;
}

export interface Built extends Loaded {
  rows: readonly Unindexed[];
  averageLength: number;
}

const { dataDir, folder, givesWay } = workerData as WritingThreadData;
if (givesWay) giveWay();
// It reads each paper once.
const db = openDatabase(dataDir, { cacheMb: 4 });
/** Made when it is first needed: a thread that merges needs none. */
let builder: SegmentBuilder | undefined;

const skills = {
  /** Writes a segment of papers; those that the catalogue no longer has are taken out. */
  async build({ file, rows, averageLength }: BuildJob): Promise<Built> {
    const numbers = rows.map(({ paper }) => paper);
    const removed = new Set(numbers);
    const current = builder ?? new SegmentBuilder(new Embedder());
    // Should anything fail half way, the next segment is not to hold what this one was to.
    builder = undefined;
    for await (const paper of readPapers(db, numbers)) {
      removed.delete(paper.number);
      current.add(paper);
    }
    const average = averageLength || current.averageLength();
    const loaded = write(file, current.build(average, [...removed]));
    builder = current;
    return { ...loaded, rows, averageLength: average };
  },

  /** Notes in the catalogue that a commit of the index holds these papers. */
  async settle({ rows, stamp }: { rows: readonly Unindexed[]; stamp: string }): Promise<void> {
    await db.transaction().execute(async (db) => {
      await forgetUnindexed(db, rows);
      await stampCatalogue(db, stamp);
    });
  },

  merge({ file, job }: { file: string; job: MergeJob }): Loaded {
    const inputs = job.inputs.map(({ file, gone }) => ({
      data: readSegment(join(folder, file)),
      gone,
    }));
    return write(file, mergeSegments(inputs, job.removed));
  },

  load,

  /** Reads what a model of the owner's choice has made of papers. */
  async vectors(asked: { name: string; since: VectorsSince }): Promise<LoadedVectors> {
    return await loadVectors(db, asked);
  },
};

/** Writes a segment, of which nothing is left in memory but what search keeps. */
function write(file: string, data: SegmentData): Loaded {
  writeSegment(join(folder, file), data);
  forget(wholeMemoryOf(data));
  return load(file);
}

function load(file: string): Loaded {
  return { file, parts: readParts(join(folder, file)) };
}

export type WritingSkills = typeof skills;

answerAsThread(skills, (answer) => {
  const { parts, batch } = (answer ?? {}) as Partial<Loaded & LoadedVectors>;
  return parts ? memoryOf(parts) : batch ? [batch.bytes.buffer] : [];
});
