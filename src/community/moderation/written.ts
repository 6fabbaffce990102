// What a text in Markdown says and where it leads, as its reader sees it: so that neither a tag within a
// word nor a name over a link hides anything.
import { markdownToFeedHtml } from "../../papers/markdown/markdown.ts";
import { folded, joined } from "./folding.ts";

export interface Written {
  /** Folded texts to look for words in: as typed, as shown, and with lone letters joined. */
  texts: string[];
  /** The hosts of links, and of what looks like one in the text; each once. */
  hosts: string[];
  /** Addresses elsewhere that it links to; what the field itself is made of does not count. */
  links: number;
}

const here = new URL("http://here.invalid/");

/** Papers are cited here all day. */
const ofTheField = ["arxiv.org", "doi.org", "openreview.net", "orcid.org"];

export function readWritten(source: string): Written {
  const html = markdownToFeedHtml(source, { people: new Map(), site: here });
  const typed = folded(source);
  const shown = folded(decoded(html.replaceAll(/<[^>]*>/g, "")));
  const targets = Array.from(html.matchAll(/\bhref="([^"]*)"/g), ([, href]) => decoded(href!));
  const linked = targets
    .flatMap((href) => hostOf(href) ?? [])
    .filter((host) => host !== here.hostname);
  const named = [typed, shown].flatMap((text) =>
    Array.from(
      text.matchAll(/(?<![\p{L}\p{N}.-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu),
      ([name]) => name,
    ),
  );
  const hosts = [
    ...linked,
    ...[...new Set(named)].flatMap((name) => hostOf(`http://${name}`) ?? []),
  ];
  const isElsewhere = (host: string) => !ofTheField.some((known) => isWithin(host, known));
  return {
    texts: [...new Set([typed, shown, joined(typed), joined(shown)])],
    hosts: [...new Set(hosts)],
    links: linked.filter(isElsewhere).length,
  };
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
