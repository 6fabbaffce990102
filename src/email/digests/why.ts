// Why a paper is in a reader's letter, in a line.
import type { Card } from "./card.ts";
import type { DigestEntry } from "./contents.ts";

/** `you follow Robot learning · 17 votes in 6 hours` */
export function whyOf({ follows = [] }: DigestEntry, { why, speaks }: Card): string {
  if (follows.length === 0) return why;
  const followed = `you follow ${follows.join(", ")}`;
  return speaks ? `${followed} · ${why}` : followed;
}
