// What went wrong, fit for a page that anybody may read: an unforeseen fault may name a file, a
// person's address or a password in a URL.

const mailAddress = /[^\s@<>"'(),;]+@[^\s@<>"'(),;]+/g;
const url = /\bhttps?:\/\/[^\s"'<>)]+/g;
const path = /(?<![\p{L}\d:/.])(?:~?\/|[A-Za-z]:\\)[^\s"'<>),;:]+/gu;

export function fitToPrint(words: string): string {
  return words
    .replaceAll(url, (written) => URL.parse(written)?.host ?? "an address")
    .replaceAll(mailAddress, "an address")
    .replaceAll(path, "a file")
    .replaceAll(/\p{Cc}+/gu, " ")
    .slice(0, 500);
}
