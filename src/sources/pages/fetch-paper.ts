// Fetches the paper that a person names, from whoever speaks for it: arXiv for its own, the registry
// for a DOI, else the page. A page may claim to be of a work that has a name elsewhere; then what is
// said there is taken, and nothing of the page. An abstract that a registry lacks is read where the
// DOI itself leads.
import { NotFound, SourceError } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Identifier } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { doiIn, readReference, type Reference } from "../../papers/reference.ts";
import { titleKey } from "../../papers/title-key.ts";
import { fetchPapers } from "../arxiv/api.ts";
import type { Guard } from "../http/guarded-request.ts";
import { NotThere, type Asking } from "../http/http.ts";
import { openPage } from "../http/open-page.ts";
import { describedBy, type Described } from "./described.ts";
import { doiAddress, resolveDoi } from "./doi.ts";
import { readMeta } from "./meta-tags.ts";
import { pageText } from "./page-text.ts";

export interface Fetching {
  arxiv: { asking: Asking; url: URL };
  /** Where DOIs are resolved. */
  doiUrl: URL;
  guard: Guard;
  userAgent: string;
  timeoutMs?: number | undefined;
}

const accept = "text/html, application/xhtml+xml";

/**
 * @throws NotFound when there is no such paper, or the page speaks of none; SourceError when whoever is
 * asked does not answer. The message is a sentence for whoever gave the reference.
 */
export async function fetchPaper(reference: Reference, fetching: Fetching): Promise<PaperRecord> {
  return "page" in reference
    ? await fetchFromPage(reference.page, fetching)
    : await fetchNamed(reference.identifier, fetching);
}

async function fetchNamed(identifier: Identifier, fetching: Fetching): Promise<PaperRecord> {
  if (identifier.startsWith("arxiv:")) return await fetchFromArxiv(identifier, fetching);
  if (identifier.startsWith("openreview:")) {
    const id = encodeURIComponent(identifier.slice("openreview:".length));
    return await fetchFromPage(new URL(links.openReviewAt(id)), fetching);
  }
  const { doiUrl: resolver, guard, userAgent, timeoutMs } = fetching;
  const opening = { guard, userAgent, ...(timeoutMs && { timeoutMs }) };
  try {
    const record = await resolveDoi(identifier, { resolver, ...opening });
    return record.abstract === "" ? await withAbstract(record, { resolver, ...opening }) : record;
  } catch (cause) {
    if (!(cause instanceof NotThere)) throw cause;
    throw new NotFound(`Nobody has registered the DOI ${identifier.slice("doi:".length)}.`);
  }
}

/** Publishers who give registries no abstract show it to people, and some to programs. */
async function withAbstract(
  record: PaperRecord,
  { resolver, ...opening }: Parameters<typeof resolveDoi>[1],
): Promise<PaperRecord> {
  try {
    const address = doiAddress(record.identifier!, resolver);
    const { bytes, type } = await openPage(address, { ...opening, accept, trusted: resolver });
    const found = describedBy(readMeta(pageText(bytes, type)));
    const isSame = found && titleKey(found.title) === titleKey(record.title);
    return isSame ? { ...record, abstract: found.abstract } : record;
  } catch (cause) {
    if (cause instanceof SourceError) return record;
    throw cause;
  }
}

async function fetchFromArxiv(identifier: Identifier, { arxiv }: Fetching): Promise<PaperRecord> {
  for await (const records of fetchPapers(arxiv.asking, {
    url: arxiv.url,
    identifiers: [identifier],
  })) {
    const record = records.find((each) => each.identifier === identifier);
    if (record) return record;
  }
  throw new NotFound(`arXiv has no paper ${identifier.slice("arxiv:".length)}.`);
}

async function fetchFromPage(address: URL, fetching: Fetching): Promise<PaperRecord> {
  const { guard, userAgent, timeoutMs } = fetching;
  const opening = { guard, userAgent, accept, ...(timeoutMs && { timeoutMs }) };
  let found: Described | undefined;
  let page = address;
  try {
    const opened = await openPage(address, opening);
    page = opened.url;
    if (/\bpdf\b/.test(opened.type)) throw noPage(`${page.host} has a file there, and no page.`);
    found = describedBy(readMeta(pageText(opened.bytes, opened.type)));
  } catch (cause) {
    // Publishers turn programs away; the registry tells what their addresses name.
    const doi = namedIn(address);
    if (!doi || !(cause instanceof SourceError)) throw cause;
    return await fetchNamed(doi, fetching);
  }
  // A preprint's page that was reached under another name.
  const named = found?.arxiv ?? found?.doi ?? namedIn(page);
  if (named) return await fetchClaimed(named, found, { page, fetching });
  if (found) return recordOf(found, page);
  throw noPage(`The page at ${page.host} does not say which paper it is of.`);
}

/** What the name stands for; nothing of it is taken from a page that anybody could have written. */
async function fetchClaimed(
  named: Identifier,
  found: Described | undefined,
  { page, fetching }: { page: URL; fetching: Fetching },
): Promise<PaperRecord> {
  try {
    return await fetchNamed(named, fetching);
  } catch (cause) {
    if (!(cause instanceof NotFound) || !found) throw cause;
    return recordOf(found, page);
  }
}

function namedIn(page: URL): Identifier | undefined {
  const reference = readReference(page.href);
  if (reference && "identifier" in reference) return reference.identifier;
  const doi = doiIn(page.pathname);
  const named = doi === undefined ? undefined : readReference(doi);
  return named && "identifier" in named ? named.identifier : undefined;
}

function recordOf(found: Described, page: URL): PaperRecord {
  const { title, abstract, authors, journal, day } = found;
  const identifier = openReviewOf(page);
  return {
    ...(identifier && { identifier }),
    title,
    abstract,
    authors,
    // The one place where it can be read.
    projectUrl: page.href,
    ...(journal && { journalRef: journal }),
    ...(day && { submittedAt: day }),
  };
}

function openReviewOf({ hostname, searchParams }: URL): Identifier | undefined {
  const id = searchParams.get("id") ?? "";
  return hostname === "openreview.net" && /^[\w-]{1,100}$/.test(id)
    ? `openreview:${id}`
    : undefined;
}

function noPage(says: string): NotFound {
  return new NotFound(
    `${says} Give the address of its own page at the publisher, its DOI, or its arXiv identifier.`,
  );
}
