// TeX's quotes in running text: ``so'' and `so', and the mixed forms that authors type.

const farthest = 200;

/** What the quote signs at `at` mean: how many characters they take and what stands for them. */
export interface Quote {
  length: number;
  text: string;
  /** Where a closing sign stands that only this opening explains, and what it becomes. */
  closing?: { at: number; length: number; text: string };
}

/** `undefined` when the characters are no quotes, as backquotes around code are none. */
export function readQuote(source: string, at: number): Quote | undefined {
  if (source.startsWith("``", at)) return openDouble(source, at);
  if (source.startsWith("''", at)) return { length: 2, text: opensAt(source, at) ? "“" : "”" };
  return source[at] === "`" ? openSingle(source, at) : undefined;
}

function openDouble(source: string, at: number): Quote | undefined {
  if (source[at + 2] === "`" || source[at - 1] === "`") return undefined;
  const ahead = source.slice(at + 2, at + farthest);
  // `\"o` is an umlaut.
  const straight = ahead.search(/(?<!\\)"/);
  const paired = ahead.indexOf("''");
  const repeated = ahead.indexOf("``");
  if (straight >= 0 && (paired < 0 || straight < paired)) {
    return { length: 2, text: "“", closing: { at: at + 2 + straight, length: 1, text: "”" } };
  }
  const closesHere = isWord(source.charAt(at - 1)) && !isWord(source.charAt(at + 2));
  if (closesHere) return { length: 2, text: "”" };
  // ``code`` of Markdown closes as it opens.
  if (repeated >= 0 && (paired < 0 || repeated < paired) && isWord(ahead.charAt(repeated - 1))) {
    return isWord(ahead.charAt(repeated + 2)) ? { length: 2, text: "“" } : opened(at, repeated);
  }
  return { length: 2, text: "“" };
}

function opened(at: number, repeated: number): Quote {
  return { length: 2, text: "“", closing: { at: at + 2 + repeated, length: 2, text: "”" } };
}

/** Some authors open with the sign that closes. */
function opensAt(source: string, at: number): boolean {
  return /^[\s([]?$/.test(source.charAt(at - 1)) && isWord(source.charAt(at + 2));
}

function openSingle(source: string, at: number): Quote | undefined {
  if (isWord(source.charAt(at - 1)) || /^\s?$/.test(source.charAt(at + 1))) return undefined;
  const limit = Math.min(source.length, at + farthest);
  let inMath = false;
  for (let end = at + 1; end < limit; end++) {
    const character = source[end];
    if (character === "$") inMath = !inMath;
    if (character === "`") return undefined;
    if (character !== "'" || inMath || source[end - 1] === "\\") continue;
    const isApostrophe = isWord(source.charAt(end + 1)) || /\s/.test(source.charAt(end - 1));
    if (!isApostrophe) return { length: 1, text: "‘", closing: { at: end, length: 1, text: "’" } };
  }
  return undefined;
}

function isWord(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character);
}
