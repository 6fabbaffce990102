// One record of arXiv's OAI-PMH, in the formats `arXiv` and `arXivRaw`.
// (oaipmh.arxiv.org/OAI/arXiv.xsd, arXivRaw.xsd)
import { parseArxiv, type Identifier } from "../../papers/identifier.ts";
import type { PaperRecord, Version } from "../../papers/paper.ts";
import { parseDay, type Day } from "../../papers/period.ts";
import { recordOf, type ArxivFields } from "./records.ts";
import { splitAuthors } from "./author-names.ts";
import { parseDatestamp, parseMoment } from "../moments.ts";
import { childrenOf, textOf, textsOf, type Element } from "../http/xml.ts";
import { oneLine } from "../../papers/one-line.ts";

export interface OaiRecord {
  identifier: Identifier;
  /** When the record last changed, for whatever reason; no date of the paper. */
  datestamp: Day;
  deleted: boolean;
  sets: string[];
  /** Absent when the paper was deleted or the record could not be read. */
  record?: PaperRecord;
  /** Why not; a sentence. */
  fault?: string;
}

const mostVersions = 1_000;

/** The record, or in words why it is none: its header does not say of which paper, or of when. */
export function parseRecord(element: Element): OaiRecord | string {
  const header = childrenOf(element, "header")[0];
  const id = (header && textOf(header, "identifier")) ?? "";
  const named = parseArxiv(id.replace(/^oai:arXiv\.org:/i, ""));
  if (!header || !named) return `A record has no arXiv identifier (“${id.slice(0, 60)}”).`;
  const datestamp = parseDatestamp(textOf(header, "datestamp") ?? "");
  if (!datestamp) return `The record of ${id.slice(0, 60)} has no datestamp.`;
  const { identifier } = named;
  const deleted = header.attributes["status"] === "deleted";
  const known = { identifier, datestamp, deleted, sets: textsOf(header, "setSpec").slice(0, 100) };
  return deleted ? known : { ...known, ...contentOf(element, identifier) };
}

function contentOf(element: Element, identifier: Identifier): Pick<OaiRecord, "record" | "fault"> {
  const content = childrenOf(element, "metadata")[0]?.children[0];
  if (content?.name === "arXivRaw") return recordOf(rawFields(content, identifier));
  if (content?.name === "arXiv") return recordOf(plainFields(content, identifier));
  return { fault: `It comes as “${content?.name.slice(0, 40) ?? "nothing"}”, which is unknown.` };
}

function rawFields(content: Element, identifier: Identifier): ArxivFields {
  const written = childrenOf(content, "version").slice(-mostVersions).map(readVersion);
  const numbered = written
    .filter(({ version }) => version > 0)
    .toSorted((a, b) => a.version - b.version);
  const newest = numbered.at(-1);
  const versions = numbered.flatMap(({ version, at }): Version[] => (at ? [{ version, at }] : []));
  return {
    ...commonFields(content, identifier),
    authors: splitAuthors(textOf(content, "authors") ?? ""),
    version: newest?.version,
    versions,
    submittedAt: numbered[0]?.version === 1 ? numbered[0].at : undefined,
    updatedAt: newest?.at,
    withdrawn: newest?.withdrawn,
  };
}

interface WrittenVersion {
  /** 0 when it bears no number. */
  version: number;
  at: string | undefined;
  withdrawn: boolean;
}

function readVersion(element: Element): WrittenVersion {
  const number = /^v?(\d{1,4})$/.exec(element.attributes["version"] ?? "")?.[1];
  return {
    version: Number(number ?? 0),
    at: parseMoment(textOf(element, "date") ?? "")?.toISOString(),
    // arXiv keeps no source of what was withdrawn: "I", to be ignored.
    withdrawn: (textOf(element, "source_type") ?? "").includes("I"),
  };
}

function plainFields(content: Element, identifier: Identifier): ArxivFields {
  const created = parseDay(textOf(content, "created") ?? "");
  const authors = childrenOf(content, "authors")[0];
  return {
    ...commonFields(content, identifier),
    authors: authors ? childrenOf(authors, "author").map(nameOf).filter(Boolean) : [],
    submittedAt: created && isFirst(created, identifier) ? created : undefined,
    updatedAt: parseDay(textOf(content, "updated") ?? "") ?? created,
  };
}

/**
 * arXiv writes the day of the newest version there at times. An identifier begins with the month in
 * which its paper came, so a day of another month is not the first.
 */
function isFirst(created: Day, identifier: Identifier): boolean {
  const month = /^arxiv:(?:[^/]+\/)?(\d{2})(\d{2})/.exec(identifier);
  return month !== null && created.slice(2, 7) === `${month[1]}-${month[2]}`;
}

function nameOf(author: Element): string {
  return oneLine(
    ["forenames", "keyname", "suffix"].map((part) => textOf(author, part) ?? "").join(" "),
  );
}

function commonFields(content: Element, identifier: Identifier): Omit<ArxivFields, "authors"> {
  const mscClasses = textOf(content, "msc-class");
  const acmClasses = textOf(content, "acm-class");
  return {
    identifier,
    title: textOf(content, "title"),
    abstract: textOf(content, "abstract"),
    categories: (textOf(content, "categories") ?? "").split(" "),
    comment: textOf(content, "comments"),
    doi: textOf(content, "doi"),
    journalRef: textOf(content, "journal-ref"),
    reportNo: textOf(content, "report-no"),
    license: textOf(content, "license"),
    mscClasses,
    // arXiv's server writes the MSC classes in the place of the ACM's, and "None" for none
    // (arXiv/oaipmh, record_formats.xml).
    acmClasses: acmClasses === mscClasses || acmClasses === "None" ? undefined : acmClasses,
  };
}
