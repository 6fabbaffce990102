// The parts of a judgement in words, as they stand on a card.
import { mostTimes, type Standing } from "./author-history.ts";
import type { Part } from "./judgement.ts";
import type { Manuscript } from "./manuscript.ts";
import type { Telling } from "./telling.ts";

/** What can be said of a paper. */
export interface Sayable {
  manuscript: Pick<Manuscript, "categories">;
  standings: readonly Standing[];
  words: Telling;
  comment: Telling;
  /** The value of a feature, by its name. */
  value: (feature: string) => number;
}

export function sayPart(kind: Part["kind"], share: number, paper: Sayable): string {
  switch (kind) {
    case "words":
      return sayWords("words", share, paper.words) ?? "its words";
    case "authors":
      return sayAuthors(mostTimes(paper.standings), paper.standings.length);
    case "links":
      return sayLinks(paper);
    case "comment":
      return sayComment(share, paper);
    case "category":
      return paper.manuscript.categories[0]
        ? `in ${paper.manuscript.categories[0]}`
        : "no category";
    case "form":
      return "form of title and abstract";
  }
}

function sayWords(what: string, share: number, telling: Telling): string | undefined {
  const words = share < 0 ? telling.against : telling.for;
  return words.length > 0 ? `${what}: ${words.join(", ")}` : undefined;
}

function sayAuthors(times: number, authors: number): string {
  if (authors === 0) return "authors unknown";
  if (times === 0) return authors === 1 ? "author not picked before" : "no author picked before";
  const who = authors === 1 ? "its author" : "an author";
  return `${who} picked ${times === 1 ? "once" : `${times} times`} before`;
}

const linked = [
  ["code link", "code"],
  ["project page", "project page"],
  ["model or data link", "model or data"],
] as const;

function sayLinks({ value }: Sayable): string {
  const there = linked.filter(([feature]) => value(feature) > 0).map(([, word]) => word);
  if (there.length > 0) return there.join(", ");
  return value("any link") > 0 ? "a link" : "no links";
}

function sayComment(share: number, { comment, value }: Sayable): string {
  if (value("accepted somewhere") > 0) return "accepted for publication";
  if (value("technical report") > 0) return "technical report";
  if (value("a comment") === 0) return "no comment";
  if (value("code or page in the comment") > 0) return "comment names code or a page";
  const pages = value("pages");
  return pages > 0 ? `${pages} pages` : (sayWords("comment", share, comment) ?? "its comment");
}
