/**
 * The first sentences of an abstract, as many as fit into `limit` characters; a longer first
 * sentence is cut at a word and ends in an ellipsis. TeX is left as it is.
 */
export function opening(abstract: string, limit = 280): string {
  if (abstract.length <= limit) return abstract;
  let end = 0;
  // A sentence ends before a capital, so "e.g. a" and "Fig. 3" end none.
  for (const match of abstract.slice(0, limit + 2).matchAll(/[.!?]["')\]]?\s+(?=\p{Lu})/gu)) {
    const stop = match.index + match[0].trimEnd().length;
    if (stop <= limit && inWholeMath(abstract, stop)) end = stop;
  }
  if (end > limit / 3) return abstract.slice(0, end);
  const lastWord = abstract.lastIndexOf(" ", limit);
  let cut = lastWord;
  while (cut > limit / 3 && !inWholeMath(abstract, cut)) cut = abstract.lastIndexOf(" ", cut - 1);
  // What looks like a formula to the end may be money.
  if (cut <= limit / 3) cut = lastWord > limit / 3 ? lastWord : limit;
  return `${abstract.slice(0, cut).replace(/[\s,;:.]+$/, "")} …`;
}

/** Never cut inside `$…$`. */
function inWholeMath(text: string, end: number): boolean {
  let dollars = 0;
  for (let i = 0; i < end; i++) if (text[i] === "$" && text[i - 1] !== "\\") dollars++;
  return dollars % 2 === 0;
}
