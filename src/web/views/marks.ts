// Marks the words that a query matched, in HTML that texToHtml wrote: in its text, never within a
// tag, a character reference, mathematics or source code.

const pieces = /<[^>]*>|[^<]+/g;
const unmarked = /^<(\/?)(math|code|a)\b/;
const words = /&[#\w]+;|[\p{L}\p{N}\p{M}\p{Co}]+/gu;

export function markHtml(html: string, matches: (word: string) => boolean): string {
  let within = 0;
  const marked = html.replaceAll(pieces, (piece) => {
    if (!piece.startsWith("<")) return within > 0 ? piece : markText(piece, matches);
    const [, closes, name] = unmarked.exec(piece) ?? [];
    if (name !== undefined) within += closes ? -1 : 1;
    return piece;
  });
  // Neighbours share a mark: `long-horizon` and `formal proof` are read as one.
  return marked.replaceAll(/<\/mark>([ \u2010-\u2013-])<mark>/g, "$1");
}

function markText(text: string, matches: (word: string) => boolean): string {
  return text.replaceAll(words, (word) =>
    !word.startsWith("&") && matches(word) ? `<mark>${word}</mark>` : word,
  );
}
