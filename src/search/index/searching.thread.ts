// The thread that searches. It holds in memory what searching needs of every segment, so that the
// thread that answers readers never waits.
import { join } from "node:path";
import { workerData } from "node:worker_threads";
import { answerAsThread, startThread, threadProgram } from "../../thread.ts";
import type { EachAnswer, EachRequest, IndexAnswer, IndexRequest } from "../retrieval/clause.ts";
import { openSegment } from "../retrieval/open-segment.ts";
import { Searcher } from "../retrieval/searcher.ts";
import type { PaperVectors } from "../segments/segment-data.ts";
import type { SegmentParts } from "../segments/segment-file.ts";
import { Meaning } from "../vectors/meaning.ts";
import { chooseMerge } from "./merge-policy.ts";
import { SegmentSet, type Kept, type MergeJob } from "./segment-set.ts";

interface Handed {
  file: string;
  parts: SegmentParts;
}

const folder = workerData as string;
const set = new SegmentSet();
const meaning = new Meaning((data) => {
  startThread(threadProgram("scanning.thread", import.meta), { data });
});
const searcher = new Searcher(meaning);

const skills = {
  find(request: IndexRequest): IndexAnswer {
    return searcher.answer(set.segments, set.names, request);
  },

  findEach(request: EachRequest): EachAnswer[] {
    return searcher.answerEach(set.segments, set.names, request);
  },

  /** Takes a segment in as the newest. */
  add(handed: Handed): void {
    set.add(open(handed));
  },

  /** Puts a merged segment in place of its inputs. */
  replace({ inputs, ...handed }: Handed & { inputs: readonly string[] }): void {
    set.replace(inputs, open(handed));
  },

  /** Holds exactly these files, oldest first; `handed` are those that it did not hold before. */
  arrange({ files, handed }: { files: readonly string[]; handed: readonly Handed[] }): void {
    set.arrange(files, handed.map(open));
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
  const room = (vectors: PaperVectors) => meaning.take(vectors);
  return { ...openSegment(join(folder, file), set.names, { parts, room }), file };
}

export type SearchingSkills = typeof skills;

answerAsThread(skills);
