// Why a paper stands among those that a search found, in words.
import type { FoundBy } from "./retrieval/clause.ts";

/** What is to be said of one that does not hold all that was asked; nothing of the others. */
export function whyFound(by: FoundBy | undefined): string[] {
  if (by === "some") return ["holds some of the words"];
  return by === "meaning" ? ["similar in meaning"] : [];
}
