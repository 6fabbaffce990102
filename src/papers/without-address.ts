// A text from which a mail address was taken out, wherever it stands and in any case of its letters.

/** What stands in its place: no Markdown, no JSON, no address. */
export const addressRemoved = "[address removed]";

export function withoutAddress(text: string, address: string): string {
  return text.replaceAll(new RegExp(RegExp.escape(address), "giu"), addressRemoved);
}
