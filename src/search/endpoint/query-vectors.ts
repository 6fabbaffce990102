// Vectors of what readers search for, asked of an endpoint while they wait, which they do for a moment
// at most: whoever does not answer in time is asked beside searches, until they answer in time again.
import type { SourceError } from "../../errors.ts";
import { paddedLength } from "../vectors/kernel.ts";
import type { QueryVector } from "../vectors/meaning.ts";
import { toBytes } from "../vectors/to-bytes.ts";
import { askEndpoint, checkLength } from "./ask-endpoint.ts";
import { put, type Endpoint } from "./endpoint.ts";

export interface QueryVectors {
  /** As the kernel takes it, of so many numbers; `undefined` where it does not come in time. It never fails. */
  vectorOf(text: string, dimensions: number): Promise<QueryVector | undefined>;
  close(): void;
}

interface QueryVectorsOptions {
  endpoint: Endpoint;
  log: (message: string) => void;
  times?: { waitMs: number; lateMs: number; restMs: number };
}

/** How long a reader waits. */
export const waitMs = 800;

const usualTimes = {
  waitMs,
  /** How long an answer is of use to whoever searches for the same next: models are loaded first. */
  lateMs: 15_000,
  /** How long an endpoint that failed is left alone, doubled each time. */
  restMs: 5_000,
};
const longestRestMs = 300_000;
const kept = 500;
const longestKeptMs = 600_000;
const longestQuery = 1000;
const mostAtOnce = 32;

export function openQueryVectors(options: QueryVectorsOptions): QueryVectors {
  const { endpoint, log, times = usualTimes } = options;
  const closing = new AbortController();
  /** The last ones last. */
  const known = new Map<string, { vector: QueryVector; at: number }>();
  const asked = new Map<string, Promise<QueryVector | undefined>>();
  /** Whether the last answer came in time. */
  let isPrompt = true;
  let failures = 0;
  let restUntil = 0;

  function recall(text: string): QueryVector | undefined {
    const found = known.get(text);
    known.delete(text);
    if (!found || Date.now() - found.at > longestKeptMs) return undefined;
    known.set(text, found);
    return found.vector;
  }

  async function ask(text: string, dimensions: number): Promise<QueryVector | undefined> {
    const began = performance.now();
    const failedBefore = failures;
    try {
      const [values] = await askEndpoint(endpoint, [put(endpoint.query, text)], {
        signal: closing.signal,
        timeoutMs: times.lateMs,
        busyAnswers: failures,
      });
      checkLength(endpoint, values!.length, dimensions);
      const bytes = new Int8Array(paddedLength(dimensions));
      const vector = { bytes, inverseLength: toBytes(values!, bytes) };
      known.set(text, { vector, at: Date.now() });
      if (known.size > kept) known.delete(known.keys().next().value!);
      failures = 0;
      restUntil = 0;
      isPrompt = performance.now() - began < times.waitMs;
      return vector;
    } catch (error) {
      if (closing.signal.aborted) return undefined;
      isPrompt = false;
      // Those that fail together are one failure.
      if (failures !== failedBefore) return undefined;
      const { message, retryAt } = error as SourceError;
      if (failures === 0) log(`The built-in model stands in for searches: ${message}`);
      const restMs = Math.min(longestRestMs, times.restMs * 2 ** failures++);
      restUntil = Math.max(Date.now() + restMs, retryAt?.getTime() ?? 0);
      return undefined;
    }
  }

  function begin(text: string, dimensions: number): Promise<QueryVector | undefined> {
    const running = asked.get(text);
    if (running) return running;
    const begun = ask(text, dimensions).finally(() => asked.delete(text));
    asked.set(text, begun);
    return begun;
  }

  return {
    async vectorOf(written, dimensions) {
      const text = written.slice(0, longestQuery).toWellFormed();
      const found = recall(text);
      if (found || Date.now() < restUntil || asked.size >= mostAtOnce) return found;
      const begun = begin(text, dimensions);
      if (!isPrompt) return undefined;
      return await Promise.race([
        begun,
        after(times.waitMs).then(() => {
          if (asked.get(text) === begun) isPrompt = false;
          return undefined;
        }),
      ]);
    },
    close() {
      closing.abort();
    },
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
