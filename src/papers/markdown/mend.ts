// After a text was read: finds the mentions in it, makes links of images, leaves out links that lead
// nowhere or are too many, and puts its headings below those of the page.
import type { Env, StateCore, Token } from "markdown-it";
import type { Identifier } from "../identifier.ts";
import { findMentions, type Mention } from "./mentions.ts";
import { mathIn } from "./mathematics.ts";

// One definition serves any number of links, so a short text could hold a long address a thousand times.
const mostOfAddresses = 20_000;

interface Reading {
  Token: StateCore["Token"];
  people: Set<string>;
  /** Characters that addresses and titles of links may still take. */
  room: number;
}

/** A rule of markdown-it for the whole text. */
export function mend({ tokens, env, Token }: StateCore): void {
  const reading: Reading = { Token, people: peopleIn(env), room: mostOfAddresses };
  for (const token of tokens) {
    if (token.type === "inline") token.children = mendInline(token.children ?? [], reading);
    if (token.type.startsWith("heading_")) token.tag = lowered(token.tag);
  }
}

/** The handles that were found, in the order of the text. */
export function peopleIn(env: Env): Set<string> {
  return (env["people"] ??= new Set()) as Set<string>;
}

/** What a token of the kind `mention` holds. */
export function mentionIn(token: Token): { handle: string } | { identifier: Identifier } {
  return token.meta!["mention"] as Mention;
}

function lowered(heading: string): string {
  return `h${Math.min(6, Number(heading.slice(1)) + 3)}`;
}

function mendInline(tokens: readonly Token[], reading: Reading): Token[] {
  const mended: Token[] = [];
  let link: "none" | "kept" | "dropped" = "none";
  for (const token of tokens) {
    switch (token.type) {
      case "link_open":
        link = isKept(token, reading) ? "kept" : "dropped";
        if (link === "kept") mended.push(token);
        break;
      case "link_close":
        if (link === "kept") mended.push(token);
        link = "none";
        break;
      case "image":
        mended.push(...linkOf(token, reading, { inLink: link !== "none" }));
        break;
      case "text":
        if (link === "none") mended.push(...withMentions(token, reading));
        else mended.push(token);
        break;
      default:
        mended.push(token);
    }
  }
  return mended;
}

/** Whether it leads anywhere, and there is room for where. */
function isKept(token: Token, reading: Reading): boolean {
  if (token.attrGet("href") === "") return false;
  for (const [, value] of token.attrs ?? []) reading.room -= String(value).length;
  return reading.room >= 0;
}

/** An image would be fetched from elsewhere, so whoever wants to see it follows a link. */
function linkOf(image: Token, reading: Reading, { inLink }: { inLink: boolean }): Token[] {
  const text = new reading.Token("text", "", 0);
  text.content = plainText(image.children ?? []) || "image";
  const open = new reading.Token("link_open", "a", 1);
  const { src = "", title } = Object.fromEntries(image.attrs ?? []);
  open.attrs = [
    ["href", src],
    ...(title === undefined ? [] : [["title", title] as [string, string]]),
  ];
  if (inLink || !isKept(open, reading)) return [text];
  return [open, text, new reading.Token("link_close", "a", -1)];
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === "softbreak" || token.type === "hardbreak") return " ";
      if (token.type === "math") return mathIn(token).literal;
      return token.children ? plainText(token.children) : token.content;
    })
    .join("");
}

function withMentions(token: Token, { Token, people }: Reading): Token[] {
  const parts: Token[] = [];
  let at = 0;
  const addText = (to: number) => {
    if (to > at)
      parts.push(Object.assign(new Token("text", "", 0), { content: token.content.slice(at, to) }));
  };
  for (const mention of findMentions(token.content, people)) {
    addText(mention.from);
    const part = new Token("mention", "", 0);
    part.content = mention.shown;
    part.meta = { mention };
    parts.push(part);
    at = mention.from + mention.shown.length;
  }
  addText(token.content.length);
  return parts;
}
