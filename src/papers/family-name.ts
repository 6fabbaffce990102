// The family name of an author, to see whether two lists name the same people.
import { decodeAccents } from "./tex/accents.ts";

const suffix = /^(jr|sr|ii|iii|iv)$/;

/** `Ada Lindqvist`, `A. Lindqvist` and `Lindqvist, Ada` agree: `lindqvist`. */
export function familyName(author: string): string {
  const plain = decodeAccents(author)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s,-]+/gu, "");
  // "Marsh, Jr." puts nothing but the suffix after the comma.
  const [family = "", given = ""] = plain.split(",", 2);
  const words = (suffix.test(given.trim()) || given.trim() === "" ? plain : family)
    .split(/[\s,]+/)
    .filter((word) => word && !suffix.test(word));
  return words.at(-1) ?? "";
}
