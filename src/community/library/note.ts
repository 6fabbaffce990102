// What a reader wrote down about a paper: plain text.
import { Invalid } from "../../errors.ts";

export const longestNote = 4000;

/** @throws Invalid when it is too long. */
export function parseNote(written: string): string {
  const note = normalNote(written);
  if (note.length > longestNote) {
    throw new Invalid(`A note has ${longestNote} characters at most; this one has ${note.length}.`);
  }
  return note;
}

/** Line breaks of one kind, and nothing that cannot be seen. */
export function normalNote(written: string): string {
  return written
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replaceAll(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .replace(/^\n+/, "")
    .trimEnd();
}
