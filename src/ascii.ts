/** A sentence for a header: ASCII only, with what is none as its likes or as question marks. */
export function asAscii(sentence: string): string {
  return sentence
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll("…", "...")
    .replaceAll("\u00a0", " ")
    .replaceAll(/[^\x20-\x7e]/g, "?");
}
