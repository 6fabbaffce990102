// The index holds stems; readers are shown words. How a stem is spelled is learned from a paper.
import { listPapers } from "../catalogue/papers.ts";
import { texToText } from "../papers/tex/tex.ts";
import type { Database } from "../store/tables.ts";
import type { Forgiven } from "./retrieval/clause.ts";
import { termKey } from "./segments/paper-text.ts";
import { scan } from "./words/scan.ts";
import { termsOfWord } from "./words/terms.ts";

/** What was looked for instead of each word, as a paper spells it. */
export async function spellForgiven(
  db: Database,
  forgiven: readonly Forgiven[],
): Promise<{ typed: string; instead: string }[]> {
  if (forgiven.length === 0) return [];
  const papers = await listPapers(
    db,
    forgiven.map(({ paper }) => paper),
  );
  return forgiven.map(({ typed, keys: [key = typed], paper }) => {
    const text = papers.find(({ id }) => id === paper);
    const spelled = text && spellingIn(texToText(`${text.title}. ${text.abstract}`), key);
    // What is left of a key without its field, when no text holds it: an author's name.
    return { typed, instead: spelled ?? key.replace(/^[a-z]:/, "") };
  });
}

/** The first word of the text that is found by the key; not as a sentence begins, if it can be had. */
function spellingIn(text: string, key: string): string | undefined {
  let found: string | undefined;
  scan(text, (from, to) => {
    const word = text.slice(from, to);
    if (!termsOfWord(word).terms.some(({ term }) => termKey("text", term) === key)) return;
    if (found === undefined || (isCapitalised(found) && !isCapitalised(word))) found = word;
  });
  return found;
}

function isCapitalised(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word);
}
