// A digest as a message in a chat, a line a paper, written as each chat quotes: whatever stands in
// a title, it is not taken for markup, hides no link and calls nobody.
import { escapeHtml } from "../../papers/tex/escape.ts";
import { shortened } from "../letters/plain-text.ts";

export interface ChatMessage {
  title: string;
  /** Best first, in plain text. */
  papers: readonly { title: string; url: string }[];
  /** The page with all of them. */
  url: string;
}

/** Discord takes 2,000 characters. */
const longest = 1900;
const longestTitle = 120;

/** For Slack, which reads `&`, `<` and `>`; other readers of Markdown show the same. */
export function chatText(message: ChatMessage): string {
  return linesOf(message, (text) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      // A seam that is not seen: "[label](address)" is no link, "@room" calls nobody.
      .replaceAll(/@(?=\w)|\](?=[([:])/g, "$&\u2060"),
  );
}

/** For Discord, which reads Markdown. */
export function chatContent(message: ChatMessage): string {
  return linesOf(message, (text) => text.replaceAll(/[\\*_~`|<>[\]#@]/g, "\\$&"));
}

/** For Matrix, which shows it instead of the text. */
export function chatHtml({ title, papers }: ChatMessage): string {
  const items = papers.map(
    (each) => `<li><a href="${escapeHtml(each.url)}">${escapeHtml(each.title)}</a></li>`,
  );
  return `<p><strong>${escapeHtml(title)}</strong></p><ol>${items.join("")}</ol>`;
}

/** As many papers as fit, and where the others are. Addresses in brackets are links without pictures. */
function linesOf({ title, papers, url }: ChatMessage, quote: (text: string) => string): string {
  const lines = papers.map(
    (paper, index) => `${index + 1}. ${quote(shortened(paper.title, longestTitle))} <${paper.url}>`,
  );
  const head = quote(shortened(title, longestTitle));
  for (let count = lines.length; ; count--) {
    const left = lines.length - count;
    const rest = left > 0 ? [`and ${left} more: <${url}>`] : [];
    const text = [head, ...lines.slice(0, count), ...rest].join("\n");
    if (text.length <= longest || count === 0) return text;
  }
}
