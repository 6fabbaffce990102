// The thread that asks an endpoint for what papers lack, so that whoever reads meanwhile is not held up
// by long lists of numbers.
import { workerData } from "node:worker_threads";
import { SourceError } from "../../errors.ts";
import { openDatabase } from "../../store/database.ts";
import { answerAsThread } from "../../thread.ts";
import { MissingVectors } from "./embed-missing.ts";
import type { Endpoint } from "./endpoint.ts";

export interface EmbeddingThreadData {
  dataDir: string;
  endpoint: Endpoint;
}

/** What came of a step: how many papers have got a vector, or why they have not. */
export interface EmbeddingStep {
  papers: number;
  fault?: { message: string; retryAt: Date | undefined };
}

const { dataDir, endpoint } = workerData as EmbeddingThreadData;
// Whoever started the thread ends it, whatever it waits for.
const missing = new MissingVectors(openDatabase(dataDir), endpoint, new AbortController().signal);

const skills = {
  async step(): Promise<EmbeddingStep> {
    try {
      return { papers: await missing.step() };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const { message, retryAt } = error;
      return { papers: 0, fault: { message, retryAt } };
    }
  },
};

export type EmbeddingSkills = typeof skills;

answerAsThread(skills);
