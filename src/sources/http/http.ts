// Asks a server for one document, with manners: in its turn, one request at a time, and as it says
// when it is busy or refuses. What comes back is bounded in size and time.
import type { Clock } from "../../clock.ts";
import { boundedBody } from "./bounded-body.ts";
import { networkError } from "./network-error.ts";
import { redirectOf } from "./redirects.ts";
import { retryAfterMs } from "./retry-after.ts";
import { askedToWait, type TurnResult, type Turns } from "../../turns.ts";
import { SourceError } from "../../errors.ts";

export interface Asking {
  source: string;
  turns: Turns;
  clock: Clock;
  userAgent: string;
  /** The kinds of documents that are wanted; XML unless said. */
  accept?: string | undefined;
  fetch?: typeof fetch | undefined;
  /** How long to wait for a busy or failing host, in milliseconds, before giving up. */
  patienceMs?: number | undefined;
  /** For one request with its answer. */
  timeoutMs?: number | undefined;
  /** Until an answer begins; long lists are put together before they are sent. */
  firstByteMs?: number | undefined;
  /** The longest silence within an answer. */
  idleMs?: number | undefined;
  /** Told why it takes longer, in a line. */
  onWait?: ((line: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export type Read<Result> = (body: AsyncIterable<Uint8Array>, status: number) => Promise<Result>;

/** There is nothing at this address (404, 410). */
export class NotThere extends SourceError {
  override name = "NotThere";
}

const defaultPatienceMs = 300_000;
const defaultTimeoutMs = 600_000;
const defaultFirstByteMs = 90_000;
const defaultIdleMs = 60_000;
const pausesMs = [5_000, 15_000, 45_000];
const mostBusyAnswers = 10;
const mostRedirects = 3;
const xml = "application/atom+xml, application/rss+xml, application/xml, text/xml";

/** What came of one request. */
type Outcome<Result> =
  | { kind: "read"; result: Result }
  | { kind: "busy"; until: Date }
  | { kind: "moved"; to: URL }
  | { kind: "failed"; error: SourceError };

/**
 * Reads the document at `url` with `read`, which gets at most `limitBytes` unpacked bytes while they
 * come. A status of 400 is read too when it comes with XML: some servers explain themselves there.
 * @throws SourceError, whatever goes wrong between here and there; what `read` throws.
 */
export async function ask<Result>(
  asking: Asking,
  url: URL,
  limitBytes: number,
  read: Read<Result>,
): Promise<Result> {
  const { clock, turns, patienceMs = defaultPatienceMs, onWait, signal } = asking;
  const giveUpAt = clock.now().getTime() + patienceMs;
  let target = url;
  let busyAnswers = 0;
  let failures = 0;
  let redirects = 0;
  for (;;) {
    const patienceLeftMs = Math.max(0, giveUpAt - clock.now().getTime());
    const outcome = await askOnce(asking, target, {
      limitBytes,
      read,
      patienceLeftMs,
      busyAnswers,
    });
    switch (outcome.kind) {
      case "read":
        return outcome.result;
      case "moved":
        redirects++;
        if (redirects > mostRedirects) {
          throw new SourceError("failed", `${url.host} sends us from one address to the next.`);
        }
        target = outcome.to;
        break;
      case "busy": {
        busyAnswers++;
        const { until } = outcome;
        const said = askedToWait(turns.host, until);
        if (until.getTime() > giveUpAt || busyAnswers >= mostBusyAnswers) {
          throw new SourceError("busy", said, { retryAt: until });
        }
        onWait?.(said);
        break;
      }
      case "failed": {
        const pauseMs = pausesMs[failures++];
        if (pauseMs === undefined || clock.now().getTime() + pauseMs > giveUpAt) {
          throw outcome.error;
        }
        onWait?.(`${outcome.error.message} Trying again in ${pauseMs / 1000} s.`);
        await clock.sleep(pauseMs, signal);
      }
    }
  }
}

interface Request<Result> {
  limitBytes: number;
  read: Read<Result>;
  patienceLeftMs: number;
  /** How often it has said that it is busy. */
  busyAnswers: number;
}

/** Holds the turn until the answer is read or given up. */
async function askOnce<Result>(
  asking: Asking,
  url: URL,
  request: Request<Result>,
): Promise<Outcome<Result>> {
  const { source, turns, signal } = asking;
  const turn = await turns.take({ source, patienceMs: request.patienceLeftMs, signal });
  const noted: TurnResult = {};
  try {
    const outcome = await exchange(asking, url, request, noted);
    if (outcome.kind === "failed") noted.error = outcome.error.message;
    return outcome;
  } catch (error) {
    noted.error = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    await turn.end(noted);
  }
}

async function exchange<Result>(
  asking: Asking,
  url: URL,
  request: Request<Result>,
  noted: TurnResult,
): Promise<Outcome<Result>> {
  const { timeoutMs = defaultTimeoutMs, firstByteMs = defaultFirstByteMs } = asking;
  const controller = new AbortController();
  const stop = () => controller.abort(asking.signal?.reason);
  asking.signal?.addEventListener("abort", stop);
  const whole = setTimeout(() => controller.abort(tooSlow(url, timeoutMs, "cut")), timeoutMs);
  const first = setTimeout(
    () => controller.abort(tooSlow(url, firstByteMs, "unreachable")),
    firstByteMs,
  );
  try {
    asking.signal?.throwIfAborted();
    const response = await (asking.fetch ?? fetch)(url, {
      headers: { "user-agent": asking.userAgent, accept: asking.accept ?? xml },
      redirect: "manual",
      signal: controller.signal,
    });
    clearTimeout(first);
    noted.status = response.status;
    try {
      return await judge(asking, url, response, { request, noted, signal: controller.signal });
    } finally {
      // A body that was read is locked or at its end by now; any other is dropped.
      await response.body?.cancel().catch(() => {});
    }
  } catch (cause) {
    asking.signal?.throwIfAborted();
    if (noted.status !== undefined) throw cause;
    if (cause instanceof SourceError) return { kind: "failed", error: cause };
    const { error, mayPass } = networkError(url.host, cause);
    if (!mayPass) throw error;
    return { kind: "failed", error };
  } finally {
    clearTimeout(first);
    clearTimeout(whole);
    asking.signal?.removeEventListener("abort", stop);
  }
}

function tooSlow({ host }: URL, ms: number, trouble: "cut" | "unreachable"): SourceError {
  const seconds = Math.round(ms / 1000);
  return new SourceError(trouble, `${host} did not answer in full within ${seconds} s.`);
}

async function judge<Result>(
  { clock, idleMs = defaultIdleMs }: Asking,
  url: URL,
  response: Response,
  {
    request: { limitBytes, read, busyAnswers },
    noted,
    signal,
  }: { request: Request<Result>; noted: TurnResult; signal: AbortSignal },
): Promise<Outcome<Result>> {
  const { host } = url;
  const { status, headers } = response;
  if (status === 200 || (status === 400 && /\bxml\b/.test(headers.get("content-type") ?? ""))) {
    const body = boundedBody(response, { host, limitBytes, idleMs, signal });
    return { kind: "read", result: await read(body, status) };
  }
  if (status === 403) {
    noted.refused = `${host} refuses us (403).`;
    throw new SourceError("refused", noted.refused);
  }
  if (status === 429 || status === 503) {
    const now = clock.now();
    const waitMs = retryAfterMs(headers, { now, earlier: busyAnswers });
    noted.waitUntil = new Date(now.getTime() + waitMs);
    return { kind: "busy", until: noted.waitUntil };
  }
  if (status >= 300 && status < 400) {
    const to = redirectOf(url, headers.get("location"));
    if (to) return { kind: "moved", to };
    throw new SourceError("failed", `${host} sends us to another server (${status}).`);
  }
  if (status === 404 || status === 410) {
    throw new NotThere("failed", `${host} has nothing at this address (${status}).`);
  }
  const error = new SourceError("failed", `${host} answered with the status ${status}.`);
  if (status >= 500) return { kind: "failed", error };
  throw error;
}
