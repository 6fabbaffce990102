// What else there is of a paper: its references as files, and the address to cite.
import { links } from "../../links.ts";
import { bibliographyFormats } from "../../papers/citations/bibliography.ts";
import { addressOf, workOf } from "../../papers/citations/work.ts";
import type { Paper } from "../../papers/paper.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import { inFormat } from "../doors/formats.ts";
import type { PageLink } from "./page.tsx";

/** For the head of its page. */
export function citationLinks(paper: Paper): PageLink[] {
  const cite = addressOf(workOf(paper));
  return [
    { rel: "schema.DC", href: "http://purl.org/dc/elements/1.1/" },
    { rel: "schema.DCTERMS", href: "http://purl.org/dc/terms/" },
    ...(cite ? [{ rel: "cite-as", href: cite }] : []),
    ...(["bibtex", "ris", "csl-json"] as const).map((form) => {
      const { name, type } = bibliographyFormats[form];
      const href = inFormat(links.paper(paper.identifier), form);
      return { rel: "alternate", type, title: name, href };
    }),
  ];
}

/** The header by which programs find their way (https://signposting.org/FAIR/; RFC 8288, RFC 8574). */
export function signposts(paper: Paper, site: URL): string {
  const work = workOf(paper);
  const cite = addressOf(work);
  const posts: (readonly [rel: string, href: string, type?: string])[] = [
    ["type", "https://schema.org/AboutPage"],
    ["type", "https://schema.org/ScholarlyArticle"],
    ...(cite ? [["cite-as", cite] as const] : []),
    ...(["bibtex", "ris", "csl-json"] as const).map((form) => {
      const href = links.whole(inFormat(links.paper(paper.identifier), form), site);
      return ["describedby", href, bibliographyFormats[form].type] as const;
    }),
    ...(work.pdf ? [["item", work.pdf, "application/pdf"] as const] : []),
    ...(isWebAddress(paper.license) ? [["license", paper.license] as const] : []),
  ];
  return posts
    .map(
      ([rel, href, type]) =>
        `<${plainAddress(href)}>; rel="${rel}"${type ? `; type="${type}"` : ""}`,
    )
    .join(", ");
}

/** As ASCII, since nothing else may stand in a header. */
function plainAddress(href: string): string {
  return new URL(href).href.replaceAll(">", "%3E");
}
