// A paper of a digest in plain text, for programs and for whatever shows no HTML.
import { whyOf } from "../digests/why.ts";
import { links } from "../../links.ts";
import { readableLine } from "../../papers/one-line.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Card } from "../digests/card.ts";
import type { DigestEntry } from "../digests/contents.ts";
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";

export interface PlainTitle {
  identifier: string;
  title: string;
  /** Its page here. */
  url: string;
}

/** The fields always come in this order, and are `null` where nothing is known. */
export interface PlainPaper extends PlainTitle {
  authors: string[];
  more_authors: number;
  category: string | null;
  summary: string;
  why: string;
  votes: number;
  code_url: string | null;
  project_url: string | null;
  version: number | null;
  withdrawn: boolean;
  changed: string | null;
  /** The editor who put it on top, and why. */
  picked_by: string | null;
  picked_because: string | null;
}

export function plainPaper(letterhead: Letterhead, entry: DigestEntry, card: Card): PlainPaper {
  return {
    ...plainTitle(letterhead, card),
    authors: card.authors.map(plainTex),
    more_authors: card.moreAuthors,
    category: card.category ?? null,
    summary: plainTex(card.summary),
    why: plain(whyOf(entry, card)),
    votes: card.votes,
    code_url: card.codeUrl ?? null,
    project_url: card.projectUrl ?? null,
    version: card.version,
    withdrawn: card.withdrawn,
    changed: entry.changed ?? null,
    picked_by: card.picked ? plain(card.picked.name) : null,
    picked_because: card.picked?.sentence ? plain(card.picked.sentence) : null,
  };
}

export function plainTitle(letterhead: Letterhead, { identifier, title }: Card): PlainTitle {
  return {
    identifier,
    title: plainTex(title),
    url: absolute(letterhead, links.paper(identifier)),
  };
}

function plainTex(source: string): string {
  return plain(texToText(source));
}

/** One line; half a character would make the whole unreadable to strict programs. */
export function plain(text: string): string {
  return readableLine(text);
}
