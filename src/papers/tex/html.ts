// Writes what was read as HTML: `em`, `strong`, `code`, MathML and, where asked for, links.
import { escapeHtml } from "./escape.ts";
import type { Inline, MathInline } from "./inline.ts";
import { renderMath, type MathBudget } from "./mathml.ts";

export interface HtmlOptions {
  /** Within a link there can be none. */
  links: boolean;
  /** Whether display mathematics has a line of its own. */
  display: boolean;
}

// Three of the longest segments; an abstract of arXiv holds less text than that.
const mathPerCall = 6_000;

export function writeHtml(inlines: Inline[], options: HtmlOptions): string {
  const budget: MathBudget = { characters: mathPerCall };
  return write(inlines);

  function write(items: Inline[]): string {
    return items.map(writeOne).join("");
  }

  function writeOne(item: Inline): string {
    switch (item.kind) {
      case "text":
        return escapeHtml(item.text);
      case "styled":
        return `<${item.style}>${write(item.children)}</${item.style}>`;
      case "math":
        return writeMath(item);
      case "link":
        return options.links
          ? `<a href="${escapeHtml(item.url)}" rel="nofollow noopener">${write(item.children)}</a>`
          : write(item.children);
    }
  }

  function writeMath(item: MathInline): string {
    const display = item.display && options.display;
    const mathMl = renderMath(item.source, { display, budget });
    return mathMl ?? `<code class="tex">${escapeHtml(item.literal)}</code>`;
  }
}
