// Where other apps send what somebody shares (W3C, Web Share Target): an address, a title, some text. If it
// names a paper, its page opens, or the form that brings it here; anything else is searched for.
import type { Context } from "hono";
import { findPaper } from "../../catalogue/papers.ts";
import { links } from "../../links.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { readReference } from "../../papers/reference.ts";
import type { Web } from "../context.ts";
import { shortened } from "../requests.ts";

export async function takeShared(c: Context, { db }: Web): Promise<Response> {
  // Apps put an address into any of them.
  const [url, text, title] = ["url", "text", "title"].map((name) =>
    (c.req.query(name) ?? "").slice(0, longest).trim(),
  ) as [string, string, string];
  const words = [url, ...`${text} ${title}`.split(/\s+/)].slice(0, mostWords).map(bare);
  const named = words.flatMap((word) => readReference(word) ?? []);
  const identifiers = named.flatMap((each) => ("identifier" in each ? [each.identifier] : []));
  for (const identifier of identifiers) {
    const paper = await findPaper(db, identifier);
    if (paper) return c.redirect(links.paper(paper.identifier), 303);
  }
  const [unknown] = identifiers;
  if (unknown) return c.redirect(links.submit(bareIdentifier(unknown)), 303);
  const page = named.find((each) => "page" in each)?.page;
  if (page) return c.redirect(links.submit(page.href), 303);
  const sought = shortened(text || title);
  return c.redirect(sought === "" ? links.search() : links.search(sought), 303);
}

const longest = 2000;
const mostWords = 60;

/** Without the punctuation of the sentence around it: `[2310.07896]`, `(doi:10.1101/2026.03.01),`. */
function bare(word: string): string {
  return word.replace(/^[[("'“‘<]+/, "").replace(/[\])"'”’>.,;:!?]+$/, "");
}
