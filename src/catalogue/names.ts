// The names of a work: which ones a record gives, and which of two is the better one.
import { createHash } from "node:crypto";
import {
  arxivOf,
  parseIdentifier,
  titleIdentifier,
  type Identifier,
} from "../papers/identifier.ts";
import type { PaperRecord } from "../papers/paper.ts";
import { titleKey } from "../papers/title-key.ts";

export interface Names {
  /** The best of them, under which the record speaks. */
  own: Identifier;
  /** All that name this work and no other: the own one and the DOIs; never the title. */
  sure: Identifier[];
  /** Many works may bear one title, so that this one is no proof. */
  title: Identifier;
}

export function namesOf({ identifier, doi, title }: PaperRecord): Names {
  const titled = titleIdentifier(title);
  const given = new Set(identifier ? [identifierOf(identifier)] : []);
  for (const each of doisIn(doi)) given.add(each);
  given.delete(titled);
  const ranked = [...given].toSorted((a, b) => rankOf(b) - rankOf(a));
  const own = (identifier && arxivOf(identifier) ? identifier : ranked[0]) ?? titled;
  // A second arXiv identifier is another paper's, whatever the record says.
  const sure = ranked.filter((each) => each === own || !arxivOf(each));
  return { own, sure, title: titled };
}

/** arXiv's own DOI for a paper is another spelling of its identifier. */
function identifierOf(identifier: Identifier): Identifier {
  return identifier.startsWith("doi:")
    ? (parseIdentifier(identifier)?.identifier ?? identifier)
    : identifier;
}

/** The DOIs in a field of some source: one, several in a row, or nothing that is one. */
export function doisIn(field: string | null | undefined): Identifier[] {
  if (!field) return [];
  // A DOI may hold commas and semicolons, so only those that end one separate.
  const dois = field
    .slice(0, 2000)
    .split(/\s+|[,;](?=10\.)/)
    .map((each) => each.replace(/[.,;]+$/, ""))
    .filter((each) => /(^|[/:])10\.\d{4,9}\//.test(each))
    .flatMap((each) => parseIdentifier(each)?.identifier ?? []);
  return [...new Set(dois)];
}

const schemes = ["title", "openreview", "doi", "arxiv"];

/** The higher, the better a name is known outside. */
export function rankOf(identifier: string): number {
  return schemes.indexOf(identifier.slice(0, identifier.indexOf(":")));
}

/** The better name; of two that are as good, the first. */
export function betterName<Name extends string>(one: Name, other: Name): Name {
  return rankOf(other) > rankOf(one) ? other : one;
}

/** arXiv gives a work one identifier, so two of them are two works. */
export function areTwoOfArxiv(one: string, other: string): boolean {
  return one !== other && arxivOf(one) !== undefined && arxivOf(other) !== undefined;
}

/** A name for the second, third … work of which nothing but a title is known that is taken. */
export function numberedTitle(title: string, number: number): Identifier {
  const hash = createHash("sha256")
    .update(`${titleKey(title)} ${number}`)
    .digest("hex");
  return `title:${hash.slice(0, 16)}`;
}
