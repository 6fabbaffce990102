// The authors of a paper as arXiv writes them in one line: names parted by commas and "and",
// affiliations in brackets.

export function splitAuthors(text: string): string[] {
  return withoutBrackets(text)
    .replace(/\s+/g, " ")
    .trim()
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+/)
    .map((name) => name.trim())
    .reduce<string[]>((list, name) => {
      if (/^(jr|sr|ii|iii|iv)\.?$/i.test(name) && list.length > 0) {
        list[list.length - 1] += ` ${name}`;
      } else if (name !== "") list.push(name);
      return list;
    }, []);
}

function withoutBrackets(text: string): string {
  let depth = 0;
  let kept = "";
  for (const character of text) {
    if (character === "(") depth++;
    if (depth === 0) kept += character;
    if (character === ")" && depth > 0) depth--;
  }
  // A bracket that is never closed must not swallow the authors after it.
  return depth === 0 ? kept : text;
}
