// What became of a text, word by word: which words stayed, which went, which came.

export interface Part {
  text: string;
  change: "same" | "gone" | "new";
}

/** Of two texts that differ in more pairs of words than this, all that differs is taken as rewritten. */
const mostPairs = 400_000;

/** All of both texts in order, neighbours with the same fate in one part; spaces go with their word. */
export function wordDifference(before: string, after: string): Part[] {
  const one = wordsOf(before);
  const other = wordsOf(after);
  let first = 0;
  while (first < one.length && first < other.length && one[first] === other[first]) first++;
  let last = 0;
  const most = Math.min(one.length, other.length) - first;
  while (last < most && one.at(-1 - last) === other.at(-1 - last)) last++;
  const differing = compare(
    one.slice(first, one.length - last),
    other.slice(first, other.length - last),
  );
  return joined([
    ...one.slice(0, first).map(same),
    ...differing,
    ...one.slice(one.length - last).map(same),
  ]);
}

function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? [];
}

function same(text: string): Part {
  return { text, change: "same" };
}

/** By the longest sequence of words that both have. */
function compare(one: readonly string[], other: readonly string[]): Part[] {
  const gone = one.map((text): Part => ({ text, change: "gone" }));
  const came = other.map((text): Part => ({ text, change: "new" }));
  if (one.length * other.length > mostPairs) return [...gone, ...came];
  const width = other.length + 1;
  // At i and j: how many words one has in common from i on with the other from j on.
  const common = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      common[i * width + j] =
        one[i] === other[j]
          ? 1 + common[(i + 1) * width + j + 1]!
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const parts: Part[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) {
      parts.push(same(one[i++]!));
      j++;
    } else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) parts.push(gone[i++]!);
    else parts.push(came[j++]!);
  }
  return [...parts, ...gone.slice(i), ...came.slice(j)];
}

/** Among words that changed, those that went stand before those that came. */
function joined(words: readonly Part[]): Part[] {
  const parts: Part[] = [];
  const pending = { gone: "", new: "" };
  const settle = () => {
    for (const change of ["gone", "new"] as const) {
      if (pending[change] !== "") parts.push({ text: pending[change], change });
      pending[change] = "";
    }
  };
  for (const { text, change } of words) {
    if (change !== "same") {
      pending[change] += text;
      continue;
    }
    settle();
    const before = parts.at(-1);
    if (before?.change === "same") before.text += text;
    else parts.push({ text, change });
  }
  settle();
  return parts;
}
