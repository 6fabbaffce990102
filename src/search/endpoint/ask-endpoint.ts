// Asks an endpoint for the vectors of some texts. What comes back is bounded in size and time, and every
// fault is a sentence for the owner, in which no key stands.
import { SourceError } from "../../errors.ts";
import { readableLine } from "../../papers/one-line.ts";
import { boundedBody } from "../../sources/http/bounded-body.ts";
import { networkError } from "../../sources/http/network-error.ts";
import { retryAfterMs } from "../../sources/http/retry-after.ts";
import type { Endpoint } from "./endpoint.ts";
import { mostDimensions, readEmbeddings } from "./read-embeddings.ts";

export interface AskOptions {
  signal: AbortSignal;
  timeoutMs: number;
  /** How often it has said, one time after the other, that it is busy. */
  busyAnswers?: number;
}

/** It gave no vectors; the status is its own, where it answered. */
export class EndpointError extends SourceError {
  override name = "EndpointError";
  readonly status: number | undefined;
  readonly isSlow: boolean;

  constructor(
    trouble: SourceError["trouble"],
    message: string,
    more: { status?: number; isSlow?: boolean; retryAt?: Date; cause?: unknown } = {},
  ) {
    super(trouble, message, more);
    this.status = more.status;
    this.isSlow = more.isSlow ?? false;
  }
}

/** A number of a vector takes no more, as text. */
const bytesANumber = 40;
const bytesAround = 100_000;
const mostSaid = 200;

/**
 * A vector for each text, all of the same length.
 * @throws SourceError, whatever goes wrong between here and there; the signal's reason.
 */
export async function askEndpoint(
  endpoint: Endpoint,
  texts: readonly string[],
  { signal, timeoutMs, busyAnswers = 0 }: AskOptions,
): Promise<Float32Array[]> {
  const { address, host, model, dimensions } = endpoint;
  const late = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, late]);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: headersFor(endpoint),
      body: JSON.stringify({ model, input: texts, ...(dimensions > 0 && { dimensions }) }),
      // The key is for this address and no other.
      redirect: "manual",
      signal: either,
    });
    const limitBytes = bytesAround + texts.length * mostDimensions * bytesANumber;
    const body = await readBody(response, { host, limitBytes, signal: either });
    if (response.status === 200) {
      return readEmbeddings(body, { host, count: texts.length, dimensions });
    }
    throw refusalOf(endpoint, response, { body, busyAnswers });
  } catch (cause) {
    signal.throwIfAborted();
    if (late.aborted) {
      const seconds = timeoutMs / 1000;
      throw new EndpointError("unreachable", `${host} did not answer within ${seconds} s.`, {
        isSlow: true,
      });
    }
    throw cause instanceof SourceError ? cause : networkError(host, cause).error;
  }
}

/** @throws SourceError where its vectors had another length before. */
export function checkLength({ host, model }: Endpoint, length: number, before: number): void {
  if (length === before) return;
  throw new SourceError(
    "failed",
    `${host} gives vectors of ${length} numbers where ${model} gave ${before} before: it is another model by the same name. \`broadsheet embeddings --forget\` begins anew.`,
  );
}

function headersFor({ key, userAgent }: Endpoint): Record<string, string> {
  return {
    "content-type": "application/json",
    accept: "application/json",
    "user-agent": userAgent,
    ...(key !== "" && { authorization: `Bearer ${key}` }),
  };
}

async function readBody(
  response: Response,
  bounds: { host: string; limitBytes: number; signal: AbortSignal },
): Promise<string> {
  const parts: Uint8Array[] = [];
  const idleMs = 120_000;
  for await (const part of boundedBody(response, { ...bounds, idleMs })) parts.push(part);
  return Buffer.concat(parts).toString();
}

function refusalOf(
  endpoint: Endpoint,
  { status, headers }: Response,
  { body, busyAnswers }: { body: string; busyAnswers: number },
): EndpointError {
  const { host, key } = endpoint;
  // What it says of a key may hold the key.
  if (status === 401 || status === 403) {
    const why = key === "" ? "it wants a key: set EMBEDDINGS_KEY" : "check EMBEDDINGS_KEY";
    return new EndpointError("refused", `${host} refuses us (${status}); ${why}.`, { status });
  }
  if (status >= 300 && status < 400) {
    const said = `${host} sends us to another address (${status}); write that one into EMBEDDINGS_URL.`;
    return new EndpointError("failed", said, { status });
  }
  const said = saidIn(body, endpoint);
  if (status === 429 || status === 503) {
    const now = new Date();
    const waitMs = retryAfterMs(headers, { now, earlier: busyAnswers });
    const retryAt = new Date(now.getTime() + waitMs);
    return new EndpointError("busy", `${host} wants to be left alone for now (${status})${said}.`, {
      status,
      retryAt,
    });
  }
  return new EndpointError("failed", `${host} answered with the status ${status}${said}.`, {
    status,
  });
}

/** What an endpoint says went wrong, short and in one line. */
function saidIn(body: string, { key }: Endpoint): string {
  const said = readableLine(messageIn(body))
    .slice(0, mostSaid)
    .replace(/[.\s]+$/, "");
  // However it was shortened or starred, what begins like the key is not repeated.
  const begin = key.slice(0, 4);
  return said === "" || (begin !== "" && said.includes(begin)) ? "" : `: ${said}`;
}

/** `{error: {message}}` of OpenAI, vLLM and llama.cpp; `{error}` of others. */
function messageIn(body: string): string {
  try {
    const { error, message, detail } = JSON.parse(body) as Record<string, unknown>;
    const told = [(error as { message?: unknown } | null)?.message, error, message, detail];
    return told.find((each) => typeof each === "string") ?? "";
  } catch {
    return "";
  }
}
