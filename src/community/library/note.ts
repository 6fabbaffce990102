// What a reader wrote down about a paper: plain text.
import { Invalid } from "../../errors.ts";
import { readableLines } from "../../papers/one-line.ts";

export const longestNote = 4000;

/** @throws Invalid when it is too long. */
export function parseNote(written: string): string {
  const note = normalNote(written);
  if (note.length > longestNote) {
    throw new Invalid(`A note has ${longestNote} characters at most; this one has ${note.length}.`);
  }
  return note;
}

/** As files of references carry it: without tabs, blanks before a line break, or more than one blank line. */
export function normalNote(written: string): string {
  return readableLines(written)
    .normalize("NFC")
    .replaceAll("\t", " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n");
}
