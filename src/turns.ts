// Manners towards a host, as the one who asks sees them: whose turn it is. Whoever keeps the turns
// (the database, so that processes share them) need not know who asks, nor for what.

import { dayOf, plainDate } from "./papers/period.ts";

/** Whoever is asked, all of its addresses in one turn, and how sentences call it. */
export const hostNames = { arxiv: "arXiv", "hugging-face": "Hugging Face" } as const;

export type Host = keyof typeof hostNames;

export interface Turns {
  readonly host: Host;
  /**
   * Waits until it is our turn.
   * @throws SourceError `refused` when the host has refused us, `busy` when it wants to be left
   * alone for longer than `patienceMs`.
   */
  take(options: {
    source: string;
    patienceMs: number;
    signal?: AbortSignal | undefined;
  }): Promise<Turn>;
}

export interface Turn {
  /** The next turn begins some time after this. */
  end(result: TurnResult): Promise<void>;
}

export interface TurnResult {
  status?: number | undefined;
  error?: string | undefined;
  /** The host asked not to be asked before. */
  waitUntil?: Date | undefined;
  /** The host refused; in words. */
  refused?: string | undefined;
}

/** For the owner: `arXiv asked us to wait until 13:36 UTC on 24 November.` */
export function askedToWait(host: Host, until: Date): string {
  const date = plainDate(dayOf(until.getTime())).replace(/ \d{4}$/, "");
  return `${hostNames[host]} asked us to wait until ${until.toISOString().slice(11, 16)} UTC on ${date}.`;
}
