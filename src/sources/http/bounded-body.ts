// The body of an answer, unpacked, given up when it is too large or too slow.
import { bodyError } from "./network-error.ts";
import { SourceError } from "../../errors.ts";

export interface Bounds {
  host: string;
  limitBytes: number;
  /** The longest silence, in milliseconds. */
  idleMs: number;
  /** Aborted when the whole exchange takes too long or is no longer wanted. */
  signal: AbortSignal;
}

/** XML packs ten to one at best; what unpacks to more than a hundred is made to do harm. */
const greatestRatio = 100;
const ratioMattersFrom = 1_000_000;

/**
 * @throws SourceError `malformed` when it is larger than the limit (a small packed body can unpack to
 * gigabytes), `cut` when it breaks off or stalls.
 */
export async function* boundedBody(
  response: Response,
  { host, limitBytes, idleMs, signal }: Bounds,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const most = Math.min(limitBytes, unpackedAtMost(response));
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await next(reader, { host, idleMs, signal });
      if (done) return;
      bytes += value.length;
      if (bytes > most) {
        throw new SourceError(
          "malformed",
          `The answer of ${host} unpacks to more than ${Math.round(most / 1e6)} MB and was dropped.`,
        );
      }
      yield value;
    }
  } finally {
    // Drops the connection if the body was not read to its end.
    await reader.cancel().catch(() => {});
  }
}

function unpackedAtMost({ headers }: Response): number {
  const length = headers.get("content-length");
  if (!headers.has("content-encoding") || !length || !/^\d+$/.test(length)) return Infinity;
  return Math.max(ratioMattersFrom, Number(length) * greatestRatio);
}

async function next(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { host, idleMs, signal }: Omit<Bounds, "limitBytes">,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  let stalled = false;
  const timer = setTimeout(() => {
    stalled = true;
    void reader.cancel().catch(() => {});
  }, idleMs);
  try {
    const result = await reader.read();
    if (stalled) throw stalledError(host, idleMs);
    return result;
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    signal.throwIfAborted();
    throw bodyError(host, cause);
  } finally {
    clearTimeout(timer);
  }
}

function stalledError(host: string, idleMs: number): SourceError {
  return new SourceError(
    "cut",
    `The answer of ${host} stopped coming: nothing for ${Math.round(idleMs / 1000)} s.`,
  );
}
