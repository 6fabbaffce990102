// Marks the words that a query matched, in HTML that texToHtml wrote: in its text, never within a
// tag, a character reference, mathematics or source code.
import { scan } from "../../search/words/scan.ts";
import { partsOfWritten, type Matches } from "./found-words.ts";

const pieces = /<[^>]*>|[^<]+/g;
const unmarked = /^<(\/?)(math|code|a)\b/;
const reference = /(&[#\w]+;)/;
const neighbours = /<\/mark>([ \u00a0\u2010\u2011\u2013\u2212'\u2019\u02bc-]|&#39;)<mark>/g;

export function markHtml(html: string, matches: Matches): string {
  let within = 0;
  const marked = html.replaceAll(pieces, (piece) => {
    if (!piece.startsWith("<")) return within > 0 ? piece : markText(piece, matches);
    const [, closes, name] = unmarked.exec(piece) ?? [];
    if (name !== undefined) within += closes ? -1 : 1;
    return piece;
  });
  // Neighbours share a mark: `long-horizon` and `formal proof` are read as one.
  return marked.replaceAll(neighbours, "$1");
}

/** What stands between character references; they part words and are no letters themselves. */
function markText(text: string, matches: Matches): string {
  return text
    .split(reference)
    .map((part) => (reference.test(part) ? part : markWords(part, matches)))
    .join("");
}

function markWords(text: string, matches: Matches): string {
  let marked = "";
  let at = 0;
  scan(text, (from, to) => {
    marked += text.slice(at, from) + markWord(text.slice(from, to), matches);
    at = to;
  });
  return marked + text.slice(at);
}

/** Of `long-horizon` the part that was looked for; the whole where it is found by the whole alone. */
function markWord(word: string, matches: Matches): string {
  const parts = partsOfWritten(word);
  const marked = parts.map((part) => (part !== "" && matches(part) ? mark(part) : part));
  if (parts.length === 1 || marked.some((part, index) => part !== parts[index])) {
    return marked.join("");
  }
  return matches(word) ? mark(word) : word;
}

function mark(text: string): string {
  return `<mark>${text}</mark>`;
}
