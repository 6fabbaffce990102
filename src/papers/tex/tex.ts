// TeX in titles, abstracts and names: to HTML for pages and for mail, to Markdown and to plain text. All
// input is hostile; nothing here throws, and nothing that was there is blank afterwards.
import { escapeMarkdown } from "../escape-markdown.ts";
import { oneLine } from "../one-line.ts";
import { escapeHtml } from "./escape.ts";
import { writeHtml, type HtmlOptions } from "./html.ts";
import type { Inline } from "./inline.ts";
import { writeMailHtml } from "./mail.ts";
import { writeMarkdown } from "./markdown.ts";
import { parseTex } from "./parse.ts";
import { writeText } from "./plain-text.ts";
import { mayHoldTex, prepare } from "./prepare.ts";

/**
 * Safe HTML of `em`, `strong`, `code`, MathML and links to http(s) addresses. Mathematics that cannot
 * be rendered stands literally in `<code class="tex">`, an unknown macro as it is. Of a source
 * longer than 20,000 characters the beginning.
 */
export function texToHtml(source: string): string {
  return toHtml(source, { links: true, display: true });
}

/** As `texToHtml`, for use within a link or a heading: without links and without display mathematics. */
export function texToInlineHtml(source: string): string {
  return toHtml(source, { links: false, display: false });
}

/** As `texToInlineHtml`, with mathematics as text with `sup`, `sub` and `i`, since mail has no MathML. */
export function texToMailHtml(source: string): string {
  const inlines = readable(source);
  return typeof inlines === "string" ? escapeHtml(inlines) : writeMailHtml(inlines);
}

/**
 * One line of Unicode text for search, feeds and the text part of mail: `k^{-2/d}` as `k^(-2/d)`,
 * `\mathbb{Z}_{121}` as `ℤ₁₂₁`. White space is collapsed. Of a source longer than 20,000
 * characters the beginning.
 */
export function texToText(source: string): string {
  const inlines = readable(source);
  const text = typeof inlines === "string" ? inlines : writeText(inlines);
  return oneLine(text).normalize("NFC");
}

/**
 * A part of a line of CommonMark, mathematics as its TeX in `$…$`. Nothing else of the source is markup
 * there but emphasis and addresses. Of a source longer than 20,000 characters the beginning.
 */
export function texToMarkdown(source: string): string {
  const inlines = readable(source);
  return oneLine(typeof inlines === "string" ? escapeMarkdown(inlines) : writeMarkdown(inlines));
}

/** What a source is made of, for whoever writes it in another form. */
export function readTex(source: string): Inline[] {
  const inlines = readable(source);
  return typeof inlines === "string" ? [{ kind: "text", text: inlines }] : inlines;
}

function toHtml(source: string, options: HtmlOptions): string {
  const inlines = readable(source);
  return typeof inlines === "string" ? escapeHtml(inlines) : writeHtml(inlines, options);
}

/** The source itself where it holds no TeX, or nothing but TeX that shows nothing. */
function readable(source: string): Inline[] | string {
  const prepared = prepare(source);
  if (!mayHoldTex(prepared)) return prepared;
  const inlines = parseTex(prepared);
  return inlines.some(isVisible) ? inlines : prepared;
}

function isVisible(inline: Inline): boolean {
  if (inline.kind === "text") return /[^\s\p{Cf}]/u.test(inline.text);
  return inline.kind === "math" || inline.children.some(isVisible);
}
