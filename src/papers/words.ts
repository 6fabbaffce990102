// Numbers and names as they stand in sentences. A number never leaves its unit.
import { namedAuthors } from "./named-authors.ts";

const grouped = new Intl.NumberFormat("en-US");

/** `54,002` */
export function figure(count: number): string {
  return grouped.format(count);
}

/** `1 paper`, `54,002 papers` */
export function count(number: number, one: string, more = `${one}s`): string {
  return `${figure(number)}\u00a0${number === 1 ? one : more}`;
}

/** `1st`, `22nd`, `113th` */
export function ordinal(place: number): string {
  const teen = place % 100 > 10 && place % 100 < 14;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${figure(place)}${ending}`;
}

/** Three authors, then `and 6 more`. */
export function authorsInShort(authors: readonly string[]): string {
  const { names, more } = namedAuthors(authors);
  return `${names.join(", ")}${more > 0 ? ` and ${figure(more)}\u00a0more` : ""}`;
}

/** Of hundredths: `7.41`, `−0.36` */
export function score(hundredths: number): string {
  return (hundredths / 100).toFixed(2).replace("-", "−");
}

/** Of hundredths, as they are added: `+1.24`, `−0.36` */
export function signed(hundredths: number): string {
  return hundredths < 0 ? score(hundredths) : `+${score(hundredths)}`;
}

const spelt = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** Up to twelve in letters, as in running text. */
export function inLetters(number: number): string {
  return spelt[number] ?? figure(number);
}
