// Words that are one slip away from what was typed, for slips in endings, which terms do not have.

const letters = "abcdefghijklmnopqrstuvwxyz";

/** With a letter less, two swapped, another letter, or one more; the first letter stays. */
export function oneSlipAway(typed: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < typed.length; at++) {
    const before = typed.slice(0, at);
    const here = typed.charAt(at);
    const after = typed.slice(at + 1);
    words.push(before + after.charAt(0) + here + after.slice(1));
    if (at > 0) words.push(before + after);
    for (const letter of letters) {
      words.push(before + here + letter + after);
      if (at > 0) words.push(before + letter + after);
    }
  }
  return words;
}
