// Where a paper stands: what its page and its text say.
import type { Appearance } from "../papers/paper.ts";
import type { PaperStanding, Place } from "./standings.ts";

/** A paper's place in the edition of a day. */
export type Standing = Appearance & Place;

export interface Standings {
  /** The newest last. */
  standings: Standing[];
  /** Where it came too late for an edition that was closed. */
  outside: Appearance[];
}

export function partStandings(listed: readonly PaperStanding[]): Standings {
  const standings: Standing[] = [];
  const outside: Appearance[] = [];
  for (const { appearance, place } of listed) {
    if (place) standings.push({ ...appearance, ...place });
    else outside.push(appearance);
  }
  return { standings, outside };
}
