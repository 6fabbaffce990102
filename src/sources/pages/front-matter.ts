// The text of a page in the order in which it is read, to look for whom it names: what its meta
// elements and its links to mailboxes say stands in it too. It goes through the page once.
import { decodeReferences } from "./html-text.ts";
import { readMeta } from "./meta-tags.ts";

/** Beyond this no page names its authors; books of a thousand pages are not read to their end. */
const longestPage = 2_000_000;

// What of it nobody sees.
const unseen = /<!--[^]*?(?:-->|$)|<(script|style|template|svg)(?=[\s/>])[^]*?(?:<\/\1|$)/gi;
// `ada@<wbr>x.org` is read as one word, and so is `<tt>ada</tt>@x.org`.
const withinWords =
  /^<\/?(?:a|abbr|b|bdi|code|em|font|i|kbd|mark|nobr|samp|small|span|strong|tt|u|wbr)(?=[\s/>])/i;
const anyTag = /<\/?[a-z][^<>]{0,4000}>/gi;
const mailbox = /\bhref\s{0,9}=\s{0,9}["']?mailto:([^"'\s>?]{3,400})/i;
const profile = /\bhref\s{0,9}=\s{0,9}["']?(https?:\/\/orcid\.org\/[\dxX-]{19})/i;
// Cloudflare hides an address so: a key of one byte, then every byte with that key.
const hidden = /\bdata-cfemail\s{0,9}=\s{0,9}["']?((?:[\da-f]{2}){4,200})/i;

export interface FrontMatter {
  /** What the page says to machines of its authors. */
  said: string;
  /** What is read, with a line break wherever a line or a cell may end. */
  text: string;
}

export function readFrontMatter(html: string): FrontMatter {
  const page = html.slice(0, longestPage);
  const { meta } = readMeta(page);
  const said = meta
    .filter(({ name }) => /^citation_author_(email|orcid)$/.test(name))
    .map(({ content }) => decodeReferences(content))
    .join("\n");
  const read = page.replaceAll(unseen, " ").replaceAll(anyTag, (tag) => {
    const links = `${mailboxIn(tag)}${profile.exec(tag)?.[1] ?? ""}`;
    if (links !== "") return `\n${links}\n`;
    return withinWords.test(tag) ? "" : "\n";
  });
  // Some pages write their references twice.
  return { said, text: decodeReferences(decodeReferences(read)).replaceAll(/\p{Cf}/gu, "") };
}

function mailboxIn(tag: string): string {
  const [, code] = hidden.exec(tag) ?? [];
  if (code !== undefined) {
    const [key = 0, ...bytes] = Buffer.from(code, "hex");
    return Buffer.from(bytes.map((byte) => byte ^ key)).toString("utf8");
  }
  const [, address] = mailbox.exec(tag) ?? [];
  return address === undefined ? "" : address.replaceAll(/%40/g, "@").replaceAll(/%2e/gi, ".");
}
