import type { Query } from "../../search/language/parse.ts";
import { shortened } from "../requests.ts";

/** What of a query could not be understood, for where the place cannot be marked. */
export function mistakesInWords({ text, mistakes }: Pick<Query, "text" | "mistakes">): string[] {
  return mistakes.map(({ from, to, says }) => `At “${shortened(text.slice(from, to))}”: ${says}`);
}
