// Tags: the words by which a reader sorts a library. Whoever writes one, it is one and the same:
// `Machine Learning` is `machine-learning`.
import { Invalid } from "../../errors.ts";

const longestTag = 40;
/** On one paper. */
export const mostTags = 20;

/** Small letters, digits, `-` and `_`; `undefined` where nothing of it can be a tag. */
export function normalTag(written: string): string | undefined {
  const tag = written
    .slice(0, 200)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
  const short = [...tag].slice(0, longestTag).join("").replace(/-+$/, "");
  return short === "" ? undefined : short;
}

/** Tags as one line, with commas between. @throws Invalid for more than a paper may have. */
export function parseTags(written: string): string[] {
  const parts = written.split(/[,;\n]/).filter((part) => part.trim() !== "");
  const tags = new Set<string>();
  for (const part of parts) {
    const tag = normalTag(part);
    if (tag === undefined) {
      throw new Invalid(`“${part.trim().slice(0, 40)}” is no tag: a tag has a letter or a digit.`);
    }
    tags.add(tag);
  }
  if (tags.size > mostTags) throw new Invalid(`A paper has ${mostTags} tags at most.`);
  return [...tags].toSorted();
}
