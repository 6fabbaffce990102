// The next message that may leave: a domain that has had its share has to wait, and does not keep
// the others waiting.
import { setTimeout as sleep } from "node:timers/promises";
import type { Outgoing } from "./outbox.ts";

/** By domain, in mails a second; `*` is every other domain. */
export type DomainRates = ReadonlyMap<string, number>;

export interface Queue {
  /** `undefined` when nothing is due any more. */
  next(): Promise<Outgoing | undefined>;
  /** It is not due any more, whoever has it. */
  taken(due: Outgoing): void;
  /** It did not leave after all. */
  giveBack(due: Outgoing): void;
}

/** So many of one slow domain are known ahead; more would only fill the memory. */
const mostOfDomain = 20;

/** Where they leave quickly, as many are known ahead as leave in this time, and to ask pays less often. */
const aheadMs = 100;
const mostTimesAhead = 16;

export function openQueue({
  rates,
  share,
  ahead,
  refill,
}: {
  rates: DomainRates;
  /** The part of the rates that is ours, where several send. */
  share: () => number;
  /** How many are known ahead, at least: few, so that a confirmation overtakes a hundred thousand digests. */
  ahead: number;
  refill: (known: {
    without: readonly number[];
    notTo: readonly string[];
    limit: number;
  }) => Promise<Outgoing[]>;
}): Queue {
  const waiting: Outgoing[] = [];
  /** Those that were given out and are due still, as far as the outbox knows. */
  const givenOut = new Set<number>();
  /** When the next may go to a domain, in milliseconds of performance.now(). */
  const freeAt = new Map<string, number>();
  let refilling: Promise<number> | undefined;
  let known = { count: ahead, at: -Infinity };

  function rateOf(domain: string): number | undefined {
    const rate = rates.get(domain) ?? rates.get("*");
    return rate === undefined ? undefined : rate * share();
  }

  function takeReady(): Outgoing | undefined {
    const now = performance.now();
    const index = waiting.findIndex(({ domain }) => (freeAt.get(domain) ?? 0) <= now);
    if (index < 0) return undefined;
    const [ready] = waiting.splice(index, 1);
    givenOut.add(ready!.id);
    const rate = rateOf(ready!.domain);
    if (rate !== undefined) {
      // Late by less than a slot makes the ones after it not late.
      const slot = 1000 / rate;
      const due = Math.max(freeAt.get(ready!.domain) ?? 0, now - slot);
      freeAt.set(ready!.domain, due + slot);
    }
    return ready;
  }

  function slowDomains(): string[] {
    const counts = new Map<string, number>();
    for (const { domain } of waiting) counts.set(domain, (counts.get(domain) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= mostOfDomain).map(([domain]) => domain);
  }

  /** How many to ask for now. */
  function countAhead(now: number): number {
    const count = now - known.at < aheadMs ? 2 * known.count : known.count / 2;
    known = { count: Math.min(Math.max(count, ahead), mostTimesAhead * ahead), at: now };
    return known.count;
  }

  /** @returns how many came. */
  async function fill(): Promise<number> {
    const now = performance.now();
    const held = waiting.filter(({ domain }) => (freeAt.get(domain) ?? 0) > now);
    const more = await refill({
      without: [...waiting.map(({ id }) => id), ...givenOut],
      notTo: slowDomains(),
      limit: held.length > 0 ? mostOfDomain : countAhead(now),
    });
    waiting.push(...more);
    return more.length;
  }

  return {
    async next() {
      for (;;) {
        const ready = takeReady();
        if (ready) return ready;
        refilling ??= fill().finally(() => (refilling = undefined));
        if ((await refilling) > 0) continue;
        if (waiting.length === 0) return undefined;
        const soonest = Math.min(...waiting.map(({ domain }) => freeAt.get(domain) ?? 0));
        const pauseMs = soonest - performance.now();
        if (pauseMs > 0) await sleep(Math.min(pauseMs, 1000));
      }
    },
    taken({ id }) {
      givenOut.delete(id);
    },
    giveBack({ domain }) {
      const rate = rateOf(domain);
      if (rate !== undefined) freeAt.set(domain, (freeAt.get(domain) ?? 0) - 1000 / rate);
    },
  };
}
