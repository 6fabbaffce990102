// Writes what was read as HTML. Every text is escaped, and no element, attribute or class stands in it
// that is not named here or by CommonMark.
import MarkdownIt, { type Env, type Token } from "markdown-it";
import { links } from "../../links.ts";
import { escapeHtml } from "../tex/escape.ts";
import type { MathInline } from "../tex/inline.ts";
import { harmless } from "../tex/prepare.ts";
import { mathIn } from "./mathematics.ts";
import { mentionIn } from "./mend.ts";

export interface HtmlForm {
  /** Safe HTML; `undefined` where it can only be shown as it was written. */
  writeMath: (math: MathInline) => string | undefined;
  /** Where a link leads; `undefined` where there are to be none. */
  hrefOf: ((href: string) => string) | undefined;
  /** The path of the page of whoever has this handle. */
  findPerson: (handle: string) => string | undefined;
}

const writer = createWriter();

export function writeHtml(tokens: Token[], form: HtmlForm): string {
  // Entities may have brought back what the source was freed of.
  return harmless(writer.renderer.render(tokens, writer.options, { form }));
}

function createWriter() {
  const writer = new MarkdownIt("commonmark");
  const { rules } = writer.renderer;
  rules["math"] = (tokens, at, _, env) => mathOrSource(mathIn(tokens[at]!), formOf(env));
  rules["math_block"] = (tokens, at, _, env) =>
    `<p>${mathOrSource(mathIn(tokens[at]!), formOf(env))}</p>\n`;
  rules["mention"] = (tokens, at, _, env) => mentionOf(tokens[at]!, formOf(env));
  rules["link_open"] = (tokens, at, _, env) => openLink(tokens[at]!, formOf(env));
  rules["link_close"] = (tokens, at, _, env) => closeLink(tokens, at, formOf(env));
  // CommonMark breaks the line even in an empty one.
  rules["blockquote_open"] = (tokens, at, options) =>
    writer.renderer.renderToken(tokens, at, options).replace(/>$/, ">\n");
  for (const kind of ["th_open", "td_open"]) rules[kind] = (tokens, at) => openCell(tokens[at]!);
  return writer;
}

function formOf(env: Env | undefined): HtmlForm {
  return env!["form"] as HtmlForm;
}

function mathOrSource(math: MathInline, { writeMath }: HtmlForm): string {
  return writeMath(math) ?? `<code class="tex">${escapeHtml(math.literal)}</code>`;
}

function mentionOf(token: Token, { hrefOf, findPerson }: HtmlForm): string {
  const mention = mentionIn(token);
  const path = "handle" in mention ? findPerson(mention.handle) : links.paper(mention.identifier);
  const shown = escapeHtml(token.content);
  if (path === undefined || hrefOf === undefined) return shown;
  return `<a class="mention" href="${escapeHtml(hrefOf(path))}">${shown}</a>`;
}

/** No search engine takes it for this site's word, and the page that it opens learns nothing of this one. */
function openLink(token: Token, { hrefOf }: HtmlForm): string {
  if (hrefOf === undefined) return "";
  const title = token.attrGet("title");
  const titled = title === null ? "" : ` title="${escapeHtml(String(title))}"`;
  return `<a href="${escapeHtml(hrefOf(hrefIn(token)))}"${titled} rel="nofollow ugc noopener">`;
}

/** Where there are no links, the address stands behind the words. */
function closeLink(tokens: Token[], at: number, { hrefOf }: HtmlForm): string {
  if (hrefOf !== undefined) return "</a>";
  let open = at - 1;
  while (tokens[open]!.type !== "link_open") open--;
  const href = hrefIn(tokens[open]!);
  return isShown(href, tokens.slice(open + 1, at)) ? "" : ` (${escapeHtml(href)})`;
}

export function hrefIn(token: Token): string {
  return String(token.attrGet("href") ?? "");
}

/** Whether its address need not stand behind the words of a link: they are it, or it is a path here. */
export function isShown(href: string, words: readonly Token[]): boolean {
  if (href.startsWith("/")) return true;
  const shown = words.map((token) => token.content).join("");
  return (
    href === shown || href === `mailto:${shown}` || href === `${shown}/` || shown.includes("://")
  );
}

/** A page allows no inline style, which is what markdown-it would write. */
function openCell(token: Token): string {
  const side = /center|right/.exec(String(token.attrGet("style") ?? ""))?.[0];
  return side === undefined ? `<${token.tag}>` : `<${token.tag} class="to-${side}">`;
}
