// The thread that searches. It holds in memory what searching needs of every segment, so that the
// thread that answers readers never waits.
import { join } from "node:path";
import { workerData } from "node:worker_threads";
import { answerAsThread, startThread, threadProgram } from "../../thread.ts";
import type { EachAnswer, EachRequest, IndexRequest } from "../retrieval/clause.ts";
import { openSegment } from "../retrieval/open-segment.ts";
import { Searcher } from "../retrieval/searcher.ts";
import type { VectorSource } from "../segments/segment-data.ts";
import type { SegmentParts } from "../segments/segment-file.ts";
import { Meaning } from "../vectors/meaning.ts";
import type { VectorRoomOptions } from "../vectors/room.ts";
import { chooseMerge } from "./merge-policy.ts";
import { OtherVectors, type VectorBatch } from "./other-vectors.ts";
import { packAnswer, type PackedAnswer } from "./packed-answer.ts";
import { SegmentSet, type Kept, type MergeJob } from "./segment-set.ts";

interface Handed {
  file: string;
  parts: SegmentParts;
}

const folder = workerData as string;
const set = new SegmentSet();
const help: VectorRoomOptions["help"] = (memory) => {
  startThread(threadProgram("scanning.thread", import.meta), { data: memory });
};
const meaning = new Meaning(help);
const others = new OtherVectors(set, help);
const searcher = new Searcher(meaning);
let prepared: Kept[] = [];

const skills = {
  find(request: IndexRequest): PackedAnswer {
    const chosen = others.choose(request, meaning);
    return packAnswer(searcher.answer(set.segments, set.names, chosen));
  },

  findEach(request: EachRequest): EachAnswer[] {
    return searcher.answerEach(set.segments, set.names, request);
  },

  /** Takes a segment in as the newest. */
  add(handed: Handed): void {
    set.add(open(handed));
    others.changed();
  },

  /** Puts a merged segment in place of its inputs. */
  replace({ inputs, ...handed }: Handed & { inputs: readonly string[] }): void {
    set.replace(inputs, open(handed));
    others.changed();
  },

  /** Opens a segment that `arrange` will name: one by one, so that there is memory for one to be copied. */
  prepare(handed: Handed): void {
    prepared.push(open(handed));
  },

  /** Holds exactly these files, oldest first; those that it did not hold before are prepared. */
  arrange(files: readonly string[]): void {
    for (const { file, close } of prepared) if (!files.includes(file)) close();
    set.arrange(files, prepared);
    prepared = [];
    others.changed();
  },

  /** Takes in what a model of the owner's choice made of papers. */
  takeVectors(batch: VectorBatch): ReturnType<OtherVectors["take"]> {
    return others.take(batch);
  },

  /** What should be merged now, if anything. */
  planMerge(): MergeJob | undefined {
    const places = chooseMerge(set.sizes());
    return places.length === 0 ? undefined : set.describe(places);
  },

  count(): { papers: number; segments: number } {
    const sizes = set.sizes();
    return { papers: sizes.reduce((sum, { alive }) => sum + alive, 0), segments: sizes.length };
  },
};

function open({ file, parts }: Handed): Kept {
  const room = (vectors: VectorSource) => meaning.take(vectors);
  const opened = openSegment(join(folder, file), set.names, { parts, room });
  others.makeRoom(opened.segment);
  return { ...opened, file };
}

export type SearchingSkills = typeof skills;

answerAsThread(skills);
