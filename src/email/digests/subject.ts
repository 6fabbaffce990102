// A subject that says what is in it.
import { parsePeriod, plainDate, weekNumber } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Card } from "./card.ts";
import type { DigestContents } from "./contents.ts";
import { shortened } from "../letters/plain-text.ts";

/** `SlopCodeBench: Benchmarking How Coding Agents Degrade… and 11 more · 27 March` */
export function subjectOf(
  { edition, sample, entries }: DigestContents,
  cards: ReadonlyMap<number, Card>,
): string {
  const lead = shortened(texToText(cards.get(entries[0]!.paper)!.title), 60);
  const more = entries.length > 1 ? ` and ${entries.length - 1} more` : "";
  const period = parsePeriod(edition)!;
  const when =
    period.kind === "day"
      ? plainDate(period.key).replace(/ \d+$/, "")
      : `week ${weekNumber(period)}`;
  return `${sample ? "Sample: " : ""}${lead}${more} · ${when}`;
}
