// Reads one document at an address that a person gave: by the guarded way at every step of a
// redirect, without cookies, and bounded in size and time.
import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { SourceError } from "../../errors.ts";
import { guardedRequest, type Guard } from "./guarded-request.ts";
import { NotThere } from "./http.ts";
import { bodyError, networkError } from "./network-error.ts";

export interface Opening {
  guard: Guard;
  userAgent: string;
  accept: string;
  /** The origin that the owner has named, in whatever network it is. */
  trusted?: URL | undefined;
  limitBytes?: number;
  /** For all of it, redirects included. */
  timeoutMs?: number;
}

export interface OpenedPage {
  /** Where it was found in the end. */
  url: URL;
  /** `text/html; charset=utf-8`, as the server says, in small letters. */
  type: string;
  /** What is longer than the limit is cut there. */
  bytes: Uint8Array;
}

const mostRedirects = 5;
const usualLimitBytes = 3_000_000;
const usualTimeoutMs = 15_000;

/** @throws SourceError with a sentence for whoever gave the address. */
export async function openPage(url: URL, opening: Opening): Promise<OpenedPage> {
  const { timeoutMs = usualTimeoutMs } = opening;
  const signal = AbortSignal.timeout(timeoutMs);
  let target = url;
  try {
    for (let steps = 0; ; steps++) {
      const answer = await ask(target, { ...opening, signal });
      const next = redirectOf(target, answer);
      if (!next) {
        checkStatus(target, answer);
        const bytes = await read(answer, opening.limitBytes ?? usualLimitBytes);
        return { url: target, type: (answer.headers["content-type"] ?? "").toLowerCase(), bytes };
      }
      answer.destroy();
      if (steps === mostRedirects) {
        throw new SourceError("failed", `${url.host} sends us from one address to the next.`);
      }
      target = next;
    }
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    if (signal.aborted) {
      const seconds = Math.round(timeoutMs / 1000);
      const says = `${target.host} did not answer in full within ${seconds} s.`;
      throw new SourceError("cut", says, { cause });
    }
    throw bodyError(target.host, cause);
  }
}

async function ask(
  target: URL,
  { guard, trusted, userAgent, accept, signal }: Opening & { signal: AbortSignal },
): Promise<IncomingMessage> {
  const way: Guard = target.origin === trusted?.origin ? { ...guard, reach: "named" } : guard;
  const headers = { "User-Agent": userAgent, Accept: accept, "Accept-Encoding": "gzip" };
  try {
    return await guardedRequest(target, { headers, signal }, way);
  } catch (cause) {
    if (cause instanceof SourceError || signal.aborted) throw cause;
    throw networkError(target.host, cause).error;
  }
}

/** Encryption is never given up on the way. @throws SourceError where it would be. */
function redirectOf(from: URL, { statusCode = 0, headers }: IncomingMessage): URL | undefined {
  if (statusCode < 300 || statusCode >= 400) return undefined;
  const to = URL.parse(headers.location ?? "", from);
  if (!to || headers.location === undefined) {
    throw new SourceError("failed", `${from.host} sends us on without saying where.`);
  }
  if (from.protocol === "https:" && to.protocol === "http:") {
    throw new SourceError("failed", `${from.host} sends us to an address without encryption.`);
  }
  return to;
}

function checkStatus({ host }: URL, answer: IncomingMessage): void {
  const { statusCode = 0 } = answer;
  if (statusCode === 200) return;
  answer.destroy();
  if (statusCode === 404 || statusCode === 410) {
    throw new NotThere("failed", `${host} has nothing at this address (${statusCode}).`);
  }
  if ([401, 402, 403, 406, 429].includes(statusCode)) {
    throw new SourceError("refused", `${host} shows this page to people only (${statusCode}).`);
  }
  throw new SourceError("failed", `${host} answered with the status ${statusCode}.`);
}

async function read(answer: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let left = limitBytes;
  // To leave the loop destroys the stream and drops the connection.
  for await (const piece of unpacked(answer) as AsyncIterable<Uint8Array>) {
    pieces.push(piece.subarray(0, left));
    left -= piece.length;
    if (left <= 0) break;
  }
  return Buffer.concat(pieces);
}

/** Packed once or not at all; each piece is unpacked when it is wanted, so that nothing swells up. */
function unpacked(answer: IncomingMessage): Readable {
  const packed = answer.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (packed === "identity" || packed === "") return answer;
  const open = unpackers.get(packed);
  if (!open) {
    answer.destroy();
    throw new SourceError("malformed", "The page is packed in a way that is not known here.");
  }
  return pipeline(answer, open(), () => {});
}

const unpackers = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);
