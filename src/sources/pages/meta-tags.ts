// What a page says of itself to machines: its meta elements and its JSON-LD. Not a parser of HTML: it
// goes through the text once, and no page makes it go through it again.
import { decodeReferences } from "./html-text.ts";

export interface PageMeta {
  /** Names in small letters, in the order of the page; content as text. */
  meta: { name: string; content: string }[];
  /** The pieces of JSON-LD that can be read. */
  data: unknown[];
}

const mostMeta = 5_000;
const mostScripts = 50;
const longestTag = 120_000;
// The value may be missing, so that a name without one is not tried again from each of its letters.
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

export function readMeta(html: string): PageMeta {
  const page: PageMeta = { meta: [], data: [] };
  const interesting = /<!--|<(?:meta|script|style|title|textarea|noscript|template)(?=[\s/>])/gi;
  let scripts = 0;
  for (let found = interesting.exec(html); found; found = interesting.exec(html)) {
    const what = found[0].slice(1).toLowerCase();
    const start = interesting.lastIndex;
    if (what === "meta") {
      if (page.meta.length === mostMeta) break;
      const tag = tagAt(html, start);
      interesting.lastIndex = start + (tag?.length ?? longestTag);
      const each = tag && metaOf(attributesOf(tag));
      if (each) page.meta.push(each);
      continue;
    }
    const ending = what === "!--" ? "-->" : `</${what}`;
    const end = indexOfEnding(html, ending, start);
    // What is never closed goes on to the end of the page.
    if (end < 0) break;
    interesting.lastIndex = end;
    if (what !== "script" || ++scripts > mostScripts) continue;
    const tag = tagAt(html, start) ?? "";
    if (!/^application\/ld\+json\b/i.test(attributesOf(tag).get("type") ?? "")) continue;
    const data = parsed(html.slice(start + tag.length, end).replace(/^>/, ""));
    if (data !== undefined) page.data.push(data);
  }
  return page;
}

function metaOf(attributes: ReadonlyMap<string, string>): PageMeta["meta"][number] | undefined {
  const name = attributes.get("name") ?? attributes.get("property") ?? attributes.get("itemprop");
  const content = attributes.get("content");
  return name && content ? { name: name.trim().toLowerCase(), content } : undefined;
}

/** Up to the `>` that is in no quotes; of what is longer than any tag nothing is read. */
function tagAt(html: string, start: number): string | undefined {
  const most = Math.min(html.length, start + longestTag);
  let quote = "";
  let last = "";
  for (let at = start; at < most; at++) {
    const character = html[at]!;
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === ">") return html.slice(start, at);
    else if (/["']/.test(character) && last === "=") quote = character;
    if (character.trim() !== "") last = character;
  }
  return undefined;
}

function attributesOf(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single, bare] of tag.matchAll(attribute)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeReferences(double ?? single ?? bare ?? ""));
  }
  return attributes;
}

/** In whatever case it is written. */
function indexOfEnding(html: string, ending: string, from: number): number {
  if (ending === "-->") return html.indexOf(ending, from);
  const pattern = new RegExp(ending, "gi");
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? -1;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
