// Finds the words of a text as they are written: `β-catenin`, `C++`, `d'Alembert`, `3.5`.
import {
  apostrophe,
  classOf,
  digit,
  hyphen,
  ideograph,
  letter,
  point,
  sign,
} from "./characters.ts";

/** Longer runs are cut: nobody looks for them, and one must not fill the dictionary. */
export const longestWord = 64;

/** Calls `found` for every word with where it begins and ends. */
export function scan(text: string, found: (from: number, to: number) => void): void {
  const { length } = text;
  let at = 0;
  while (at < length) {
    const kind = classOf[text.charCodeAt(at)];
    if (kind === letter || kind === digit) {
      const to = wordEnd(text, at, Math.min(length, at + longestWord));
      found(at, to);
      at = to;
    } else {
      if (kind === ideograph) found(at, at + 1);
      at++;
    }
  }
}

function wordEnd(text: string, from: number, limit: number): number {
  let at = from + 1;
  let part = from;
  while (at < limit) {
    const kind = classOf[text.charCodeAt(at)];
    if (kind === letter || kind === digit) at++;
    else if (kind === hyphen || kind === apostrophe) {
      if (!isWordAt(text, at + 1)) return at;
      at++;
      part = at;
    } else if (kind === point) {
      // 3.5 and 2603.25001, but not the end of a sentence.
      if (classOf[text.charCodeAt(at - 1)] !== digit || classOf[text.charCodeAt(at + 1)] !== digit)
        return at;
      at++;
    } else return kind === sign && at - part === 1 ? signsEnd(text, at) : at;
  }
  return at;
}

function isWordAt(text: string, at: number): boolean {
  const kind = classOf[text.charCodeAt(at)];
  return kind === letter || kind === digit;
}

/** `C++`, `C#`, `F#`; not `a+b`. */
function signsEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === 35) return isWordAt(text, at + 1) ? at : at + 1;
  return text.charCodeAt(at + 1) === 43 ? at + 2 : at;
}
