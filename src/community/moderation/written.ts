// What a text in Markdown says and where it leads, as its reader sees it: so that neither a tag within a
// word nor a name over a link hides anything.
import { markdownToFeedHtml } from "../../papers/markdown/markdown.ts";
import { capitalsAsLatin, digitsAsLatin } from "./confusables.ts";
import { closedUp, folded, spelledOut } from "./folding.ts";

export interface Written {
  /** Folded texts to look for words in: as typed, as shown, and as they can be read besides. */
  texts: string[];
  /** What is written in pieces of a letter or two, with a space between them. */
  spelled: string[];
  /** The hosts of links, and of what looks like one in the text; each once. */
  hosts: string[];
  /** Addresses elsewhere that it links to; what the field itself is made of does not count. */
  links: number;
}

const here = new URL("http://here.invalid/");

/** Papers are cited here all day. */
export const ofTheField = ["arxiv.org", "doi.org", "openreview.net", "orcid.org"];

export function readWritten(source: string): Written {
  const html = markdownToFeedHtml(source, { people: new Map(), site: here });
  const words = decoded(html.replaceAll(/<[^>]*>/g, ""));
  const [typed, shown, bare] = [source, words, withoutMarkup(source)].map(folded) as [
    string,
    string,
    string,
  ];
  const targets = Array.from(html.matchAll(/\bhref="([^"]*)"/g), ([, href]) => decoded(href!));
  const linked = targets
    .flatMap((href) => hostOf(href) ?? [])
    .filter((host) => host !== here.hostname);
  const named = [typed, shown].flatMap((text) =>
    Array.from(
      dotted(text).matchAll(/(?<![\p{L}\p{N}.-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu),
      ([name]) => name,
    ),
  );
  const hosts = [
    ...linked,
    ...[...new Set(named)].flatMap((name) => hostOf(`http://${name}`) ?? []),
  ];
  const isElsewhere = (host: string) => !ofTheField.some((known) => isWithin(host, known));
  return {
    texts: [
      ...new Set([
        ...[typed, shown, bare].flatMap((text) => [text, closedUp(text)]),
        ...[words, source].map((text) => folded(capitalsAsLatin(text))),
        // In what was typed a $ is mathematics.
        ...[shown, bare].flatMap((text) => [digitsAsLatin(text), digitsAsLatin(text, "l")]),
      ]),
    ],
    spelled: [...new Set([...spelledOut(typed), ...spelledOut(shown)])],
    hosts: [...new Set(hosts)],
    links: linked.filter(isElsewhere).length,
  };
}

/** Without HTML comments, commands of TeX and braces, which only part what belongs together. */
function withoutMarkup(source: string): string {
  return source.replaceAll(/<!--[^>]{0,200}-->|\\[a-z]+|[{}$\\]/gi, "");
}

/** `shop[.]example`, `shop (dot) example`, `shop . example` and `shop。example` → `shop.example`. */
function dotted(foldedText: string): string {
  return (
    foldedText
      .replaceAll("。", ".")
      .replaceAll(/ ?[[({] ?(?:\.|dot) ?[\])}] ?/g, ".")
      // A sentence ends without a space before its full stop.
      .replaceAll(/(?<=[\p{L}\p{N}]) \. ?(?=[\p{L}\p{N}])/gu, ".")
  );
}

/** `www.shop.example` is within `shop.example`. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** The host that an address leads to, in lower case and as it travels. */
export function hostOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url?.protocol === "mailto:")
    return URL.parse(`http://${url.pathname.split("@")[1]}`)?.hostname;
  return url?.hostname.replace(/\.$/, "") || undefined;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

function decoded(html: string): string {
  return html.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex as string, 16) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : "";
      return entities[name as string] ?? whole;
    },
  );
}
