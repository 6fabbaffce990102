// Identifiers: `arxiv:2310.07896`, `arxiv:hep-th/9901001`, `doi:10.1101/…`, `title:<hash>`.
// URLs use the bare arXiv identifier, as the field does.
import { createHash } from "node:crypto";
import { titleKey } from "./title-key.ts";

/** A paper's name with its scheme, without a version. */
export type Identifier = `${"arxiv" | "doi" | "openreview" | "title"}:${string}`;

export interface VersionedIdentifier {
  identifier: Identifier;
  /** 1, 2, 3 …, where the text named one. */
  version?: number;
}

// Since 2007-04: YYMM.NNNN, five digits from 2015 on. Before: archive(.XX)/YYMMNNN; the subject
// class was never part of the identity (arxiv.org/help/arxiv_identifier).
const newStyle = /^(\d{2})(0[1-9]|1[0-2])\.(\d{4,5})(?:v([1-9]\d{0,2}))?$/;
const oldStyle =
  /^([a-z]{2,10}(?:-[a-z]{2,4})?)(?:\.[A-Z]{2})?\/(\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v([1-9]\d{0,2}))?$/;
const doi = /^10\.\d{4,9}\/\S{1,200}$/;
const titleHash = /^title:[0-9a-f]{16}$/;
const openReview = /^openreview:[\w-]{1,100}$/;

/** Reads a bare arXiv identifier, with or without a version; `undefined` when it is none. */
export function parseArxiv(text: string): VersionedIdentifier | undefined {
  const modern = newStyle.exec(text);
  if (modern) {
    const [, yy, mm, number, version] = modern;
    return named(`arxiv:${yy}${mm}.${number}`, version);
  }
  const old = oldStyle.exec(text);
  if (old) return named(`arxiv:${old[1]}/${old[2]}`, old[3]);
  return undefined;
}

function named(identifier: Identifier, version: string | undefined): VersionedIdentifier {
  return version === undefined ? { identifier } : { identifier, version: Number(version) };
}

/**
 * Reads whatever a person may paste for one paper: an identifier, with or without its scheme, or an
 * arXiv, Hugging Face, alphaXiv or DOI address. `undefined` when it is anything else.
 */
export function parseIdentifier(pasted: string): VersionedIdentifier | undefined {
  const text = pasted.trim();
  if (text.length > 300) return undefined;
  if (titleHash.test(text) || openReview.test(text)) return { identifier: text as Identifier };
  const bare = text.replace(/^arxiv:\s*/i, "");
  return parseArxiv(bare) ?? parseDoi(text) ?? parseAddress(text);
}

function parseDoi(text: string): VersionedIdentifier | undefined {
  const bare = text.replace(/^doi:\s*/i, "").toLowerCase();
  if (!doi.test(bare)) return undefined;
  // arXiv registers a DOI for each of its papers; it names the same work.
  const arxiv = bare.startsWith("10.48550/arxiv.") ? parseArxiv(bare.slice(15)) : undefined;
  return arxiv ?? { identifier: `doi:${bare}` };
}

function parseAddress(text: string): VersionedIdentifier | undefined {
  if (!/^(https?:\/\/)?[\w.-]+\.[a-z]+\//i.test(text)) return undefined;
  const url = URL.parse(/^https?:/i.test(text) ? text : `https://${text}`);
  if (!url) return undefined;
  const host = url.hostname.replace(/^www\./, "");
  const path = decodeURIComponentOr(url.pathname).replace(/^\/+|\/+$/g, "");
  if (host === "doi.org" || host === "dx.doi.org") return parseDoi(path);
  if (!/(^|\.)(arxiv\.org|huggingface\.co|hf\.co|alphaxiv\.org)$/.test(host)) return undefined;
  const rest = path.replace(/^(abs|pdf|html|format|papers|overview)\//, "");
  return parseArxiv(rest.replace(/\.(pdf|md)$/, ""));
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The name of a paper of which only the title is known. */
export function titleIdentifier(title: string): Identifier {
  return `title:${createHash("sha256").update(titleKey(title)).digest("hex").slice(0, 16)}`;
}

/** The identifier as it stands in an address: bare for arXiv, with its scheme otherwise. */
export function bareIdentifier(identifier: string): string {
  return identifier.startsWith("arxiv:") ? identifier.slice("arxiv:".length) : identifier;
}

/** The bare arXiv identifier, or `undefined` for papers from elsewhere. */
export function arxivOf(identifier: string): string | undefined {
  return identifier.startsWith("arxiv:") ? identifier.slice("arxiv:".length) : undefined;
}
