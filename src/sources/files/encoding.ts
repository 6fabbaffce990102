// In which encoding a file is: as its byte order mark says, else UTF-8, or what programs on Windows
// and in Latin-1 wrote before.

/** As the first bytes say; three of them are enough. */
export function encodingOf(beginning: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = beginning;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

/** The whole text, with line breaks of one kind. */
export function decodeText(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const read = isOfAnotherTime(text) ? new TextDecoder("windows-1252").decode(bytes) : text;
  return read.replace(/\r\n?/g, "\n");
}

/** A file in UTF-8 may be damaged in places, but then most of its letters are whole. */
function isOfAnotherTime(text: string): boolean {
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  if (broken === 0) return false;
  const whole = text.match(/[^\0-\x7f\uFFFD]/g)?.length ?? 0;
  return broken > whole;
}
