// Asks a server, over connections that stay open, and takes the time until the answer is whole.
import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** What one client, or several, saw in one round. Times are in milliseconds. */
export interface Round {
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
  /** Fewer than there are queries where time ran out. */
  answered: number;
}

/**
 * Each client asks the next query as soon as its last one is answered. It ends when all are, or
 * after `limitMs`, but not before `least` of them are.
 */
export async function drive(
  urls: readonly string[],
  { clients, limitMs, least = 0 }: { clients: number; limitMs: number; least?: number },
): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let next = 0;
  const start = performance.now();
  async function client() {
    while (next < urls.length && (next < least || performance.now() - start < limitMs)) {
      const began = performance.now();
      await fetchText(urls[next++]!, agent);
      times.push(performance.now() - began);
    }
  }
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { ...quantiles(times), perSecond: times.length / seconds, answered: times.length };
}

/** So many queries a second, whatever the answers take, until `signal` says that it is enough. */
export async function driveSteadily(
  urls: readonly string[],
  { perSecond, signal }: { perSecond: number; signal: AbortSignal },
): Promise<Pick<Round, "p50" | "p95" | "p99" | "answered">> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const waiting = new Set<Promise<void>>();
  const start = performance.now();
  for (let asked = 0; !signal.aborted; asked++) {
    const wait = start + (1000 * asked) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    const began = performance.now();
    const answer = fetchText(urls[asked % urls.length]!, agent).then(() => {
      times.push(performance.now() - began);
      waiting.delete(answer);
    });
    waiting.add(answer);
  }
  await Promise.all(waiting);
  agent.destroy();
  return { ...quantiles(times), answered: times.length };
}

let asked = 0;

export async function fetchText(url: string, agent?: Agent): Promise<string> {
  return await new Promise((resolve, reject) => {
    // Another origin each time: else Broadsheet would share answers among those who ask within a second.
    const headers = { origin: `http://${++asked}.example` };
    const request = get(url, { agent, headers }, (response) => {
      text(response).then((body) => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url} answered ${response.statusCode}: ${body.slice(0, 200)}`));
      }, reject);
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      // The server closed a connection that had been idle, just when it was to be used again.
      if (request.reusedSocket && error.code === "ECONNRESET") resolve(fetchText(url, agent));
      else reject(error);
    });
  });
}

function quantiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
