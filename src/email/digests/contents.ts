// What a digest says, frozen when it was composed: many subscriptions share one.
import type { Day } from "../../papers/period.ts";
import type { Frequency } from "../subscriptions/wish.ts";

export interface DigestContents {
  /** `2026-03-27` or `2026-W13` */
  edition: string;
  frequency: Frequency;
  /** What the reader asked for, in words: `weekdays at 07:00, UTC`. */
  rhythm: string;
  /** How many papers the edition holds, for this subscriber or not. */
  total: number;
  /** What sources said was announced, where any did. */
  receipt?: { announced: number; here: number; hidden: number } | undefined;
  /** It shows the sample of a fresh instance. */
  sample: boolean;
  /** The minutes that the reader has. */
  minutes?: number | undefined;
  /** Best first, never empty. */
  entries: DigestEntry[];
  /** Papers of which there is only the title. */
  more: number[];
  /** What each section has of the whole edition. */
  parts: DigestPart[];
  /** The day of the next edition. */
  next?: Day | undefined;
}

export interface DigestEntry {
  paper: number;
  /** What the reader follows and finds here, in words. */
  follows?: string[] | undefined;
  /** What has changed since the reader got it, in words. */
  changed?: string | undefined;
}

export interface DigestPart {
  name: string;
  address: string;
  papers: number;
}

/** The papers of the contents, titles included. */
export function papersOf({ entries, more }: DigestContents): number[] {
  return [...entries.map(({ paper }) => paper), ...more];
}
