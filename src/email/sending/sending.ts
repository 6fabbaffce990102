// How mail is sent, as it is set, and what a run comes to.
import type { Config } from "../../config.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import type { DomainRates } from "./queue.ts";
import type { Keeper } from "../subscriptions/suppression.ts";

export interface SendOptions extends Sending {
  letterhead: Letterhead;
  keeper: Keeper;
  clock: () => Date;
  onProgress?: ((line: string) => void) | undefined;
  /** Takes no further message; what is in flight is finished. */
  signal?: AbortSignal | undefined;
}

/** How much at once, as it is set. */
interface Sending {
  concurrency: number;
  /** Over all connections, and all that send, together. */
  ratePerS: number;
  domainRates?: DomainRates;
  /** What may be sent on the first day of a sender that nobody knows; 0 for no limit. */
  warmUp?: number;
}

export function sendingOf(config: Config): Sending {
  return {
    concurrency: config.MAIL_CONCURRENCY,
    ratePerS: config.MAIL_RATE_PER_S,
    domainRates: config.MAIL_RATE_PER_DOMAIN,
    warmUp: config.MAIL_WARM_UP,
  };
}

export interface SendReceipt {
  sent: number;
  failed: number;
  /** To be tried again later. */
  deferred: number;
  /** Why the run ended with mail left that is due; a sentence. */
  stopped?: string;
  /** Nobody is tried until the owner says so. */
  paused?: boolean;
}
