// Writes what was read as plain text: as somebody would write it in a letter.
import type { Token } from "markdown-it";
import { harmless } from "../tex/prepare.ts";
import { writeText as writeTex } from "../tex/plain-text.ts";
import { mathIn } from "./mathematics.ts";
import { hrefIn, isShown } from "./write-html.ts";

interface Frame {
  type: string;
  parts: string[];
  /** Of an ordered list, the number of its next item. */
  next?: number;
  isTight: boolean;
}

export function writeText(tokens: readonly Token[]): string {
  const frames: Frame[] = [{ type: "text", parts: [], isTight: false }];
  for (const token of tokens) {
    const frame = frames.at(-1)!;
    if (token.nesting === 1) {
      const next =
        token.type === "ordered_list_open" ? Number(token.attrGet("start") ?? 1) : undefined;
      frames.push({
        type: token.type,
        parts: [],
        isTight: false,
        ...(next !== undefined && { next }),
      });
      // The paragraphs of a list without blank lines.
      if (token.hidden) frame.isTight = true;
    } else if (token.nesting === -1) {
      frames.pop();
      const above = frames.at(-1)!;
      const written = closed(frame, above);
      if (frame.isTight && frame.type === "list_item_open") above.isTight = true;
      if (written !== undefined) above.parts.push(written);
    } else frame.parts.push(written(token));
  }
  return harmless(joined(frames[0]!)).trim();
}

function joined({ type, parts, isTight }: Frame): string {
  return parts.join(isTight || /^(table|thead|tbody)_/.test(type) ? "\n" : "\n\n");
}

/** What a part of the text becomes within the one above it. */
function closed(frame: Frame, above: Frame): string {
  switch (frame.type) {
    case "blockquote_open":
      return prefixed(joined(frame), "> ", "> ");
    case "list_item_open": {
      const mark = above.next === undefined ? "-" : `${above.next++}.`;
      return prefixed(joined(frame), `${mark} `, " ".repeat(mark.length + 1));
    }
    case "tr_open":
      return frame.parts.join(" | ");
    default:
      return joined(frame);
  }
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd())
    .join("\n");
}

function written(token: Token): string {
  switch (token.type) {
    case "inline":
      return inlineText(token.children ?? []);
    case "math_block":
      return writeTex([mathIn(token)]).trim();
    case "code_block":
    case "fence":
      return prefixed(token.content.trimEnd(), "    ", "    ");
    case "hr":
      return "* * *";
    default:
      return token.content;
  }
}

function inlineText(tokens: readonly Token[]): string {
  let opened = 0;
  return tokens
    .map((token, at) => {
      switch (token.type) {
        case "math":
          return writeTex([mathIn(token)]);
        case "softbreak":
        case "hardbreak":
          return "\n";
        case "link_open":
          opened = at;
          return "";
        case "link_close": {
          const href = hrefIn(tokens[opened]!);
          return isShown(href, tokens.slice(opened + 1, at)) ? "" : ` (${href})`;
        }
        default:
          return token.content;
      }
    })
    .join("")
    .replace(/ {2,}/g, " ");
}
