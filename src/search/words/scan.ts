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

/** Text as UTF-16 units: a typed array tells each of them in half the time that a string takes. */
export class TextUnits {
  text = "";
  units: Uint16Array<ArrayBuffer>;

  /** @param room for so many units; it grows. */
  constructor(room: number) {
    this.units = new Uint16Array(room + 1);
  }

  /** Holds this text from now on. */
  read(text: string): void {
    const { length } = text;
    if (length >= this.units.length) this.units = new Uint16Array(2 * length + 1);
    Buffer.from(this.units.buffer).write(text, "utf16le");
    // Whoever looks one unit ahead finds the end, and nothing of the text before.
    this.units[length] = 0;
    this.text = text;
  }
}

/** Calls `found` for every word with where it begins and ends. */
export function scan(text: string, found: (from: number, to: number) => void): void {
  const written = new TextUnits(text.length);
  written.read(text);
  scanUnits(written, found);
}

/** The same, for whoever goes through many texts. */
export function scanUnits(
  { text: { length }, units }: TextUnits,
  found: (from: number, to: number) => void,
): void {
  let at = 0;
  while (at < length) {
    const kind = classOf[units[at]!];
    if (kind === letter || kind === digit) {
      const to = wordEnd(units, at, Math.min(length, at + longestWord));
      found(at, to);
      at = to;
    } else {
      if (kind === ideograph) found(at, at + 1);
      at++;
    }
  }
}

function wordEnd(units: Uint16Array, from: number, limit: number): number {
  let at = from + 1;
  let part = from;
  while (at < limit) {
    const kind = classOf[units[at]!];
    if (kind === letter || kind === digit) at++;
    else if (kind === hyphen || kind === apostrophe) {
      if (!isWordAt(units, at + 1)) return at;
      at++;
      part = at;
    } else if (kind === point) {
      // 3.5 and 2603.25001, but not the end of a sentence.
      if (classOf[units[at - 1]!] !== digit || classOf[units[at + 1]!] !== digit) return at;
      at++;
    } else return kind === sign && at - part === 1 ? signsEnd(units, at) : at;
  }
  return at;
}

function isWordAt(units: Uint16Array, at: number): boolean {
  const kind = classOf[units[at]!];
  return kind === letter || kind === digit;
}

/** `C++`, `C#`, `F#`; not `a+b`. */
function signsEnd(units: Uint16Array, at: number): number {
  if (units[at] === 35) return isWordAt(units, at + 1) ? at : at + 1;
  return units[at + 1] === 43 ? at + 2 : at;
}
