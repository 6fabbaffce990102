// Reads Markdown: CommonMark's rules with mathematics, mentions, bare addresses, tables and strikethrough;
// without raw HTML. All input is hostile, and bounded in depth, width and time.
import MarkdownIt, { type Env, type Token } from "markdown-it";
import { prepare } from "../tex/prepare.ts";
import { mayLinkTo } from "./addresses.ts";
import { readBareAddress } from "./bare-addresses.ts";
import { bound } from "./bounds.ts";
import { readMath, readMathBlock } from "./mathematics.ts";
import { mend, peopleIn } from "./mend.ts";

export interface ParsedMarkdown {
  tokens: Token[];
  /** The handles of those whom it mentions, in the order of the text. */
  people: string[];
}

const reader = createReader();

/** Of a source longer than 20,000 characters the beginning. */
export function parseMarkdown(source: string): ParsedMarkdown {
  const env: Env = {};
  const tokens = reader.parse(prepare(source), env);
  return { tokens, people: [...peopleIn(env)] };
}

function createReader() {
  const markdown = new MarkdownIt("commonmark", { html: false, maxNesting: 30 });
  markdown.disable(["html_block", "html_inline"]).enable(["table", "strikethrough"]);
  markdown.validateLink = mayLinkTo;
  markdown.inline.ruler.before("newline", "bare_address", readBareAddress);
  // Before it reads `\(` as a bracket that means nothing.
  markdown.inline.ruler.before("escape", "math", readMath);
  const alt = ["paragraph", "reference", "blockquote", "list"];
  markdown.block.ruler.before("fence", "math_block", readMathBlock, { alt });
  bound(markdown);
  // While what was escaped is still told from text: `\@ada` mentions nobody.
  markdown.core.ruler.before("text_join", "mend", mend);
  return markdown;
}
