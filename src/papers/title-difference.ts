// Where two spellings of a title differ, word by word. Mathematics and what stands in braces is one
// word, so that each part can be rendered by itself.

export interface TitlePart {
  text: string;
  /** It is not in the other title. */
  differs: boolean;
}

const mostWords = 200;

export function titleDifference(
  given: string,
  found: string,
): { given: TitlePart[]; found: TitlePart[] } {
  const one = wordsOf(given);
  const other = wordsOf(found);
  const common =
    one.length > mostWords || other.length > mostWords
      ? { one: new Set<number>(), other: new Set<number>() }
      : commonWords(one, other);
  return { given: partsOf(one, common.one), found: partsOf(other, common.other) };
}

function wordsOf(title: string): string[] {
  const words: string[] = [];
  let word = "";
  let depth = 0;
  let inMath = false;
  for (const [index, character] of [...title].entries()) {
    const escaped = index > 0 && word.endsWith("\\");
    if (character === "{" && !escaped) depth++;
    if (character === "}" && !escaped && depth > 0) depth--;
    if (character === "$" && !escaped) inMath = !inMath;
    if (/\s/.test(character) && depth === 0 && !inMath) {
      if (word !== "") words.push(word);
      word = "";
    } else {
      word += character;
    }
  }
  if (word !== "") words.push(word);
  return words;
}

/** The places of the longest sequence of words that both have. */
function commonWords(
  one: readonly string[],
  other: readonly string[],
): { one: Set<number>; other: Set<number> } {
  // lengths[i][j]: how many words one has in common from i on with the other from j on.
  const lengths = Array.from({ length: one.length + 1 }, () =>
    Array.from({ length: other.length + 1 }, () => 0),
  );
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        one[i] === other[j]
          ? 1 + lengths[i + 1]![j + 1]!
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const common = { one: new Set<number>(), other: new Set<number>() };
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) {
      common.one.add(i++);
      common.other.add(j++);
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return common;
}

/** Neighbours that differ, or do not, are one part. */
function partsOf(words: readonly string[], common: ReadonlySet<number>): TitlePart[] {
  const parts: TitlePart[] = [];
  for (const [index, text] of words.entries()) {
    const differs = !common.has(index);
    const last = parts.at(-1);
    if (last?.differs === differs) last.text += ` ${text}`;
    else parts.push({ text, differs });
  }
  return parts;
}
