// What to call all that a search finds.
import type { Query } from "./parse.ts";

const longest = 60;

/** `Papers by Ada Lovelace` where it asks for one author and nothing else; otherwise as it was typed. */
export function titleOfQuery({ text, tree }: Pick<Query, "text" | "tree">): string {
  const author =
    tree?.kind === "phrase" && tree.where === "author"
      ? tree.words.join(" ")
      : tree?.kind === "word" && tree.where === "author" && tree.word;
  const title = author ? `Papers by ${author}` : text;
  return title.length > longest ? `${title.slice(0, longest - 1)}…` : title;
}
