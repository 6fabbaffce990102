// What a person types or pastes to name one paper: an identifier, a DOI, or the address of its page.
import { parseIdentifier, type Identifier } from "./identifier.ts";

export type Reference = { identifier: Identifier } | { page: URL };

const longest = 2000;

/** `undefined` when it names no paper in any of these ways. */
export function readReference(typed: string): Reference | undefined {
  // arXiv shows `arXiv:2310.07896v2 [cs.LG]` for copying.
  const text = typed
    .trim()
    .replace(/^<(.*)>$/, "$1")
    .replace(/\s+\[[\w.-]+\]$/, "");
  if (text === "" || text.length > longest) return undefined;
  const identifier = parseIdentifier(text)?.identifier;
  if (identifier && !identifier.startsWith("title:")) return { identifier };
  const page = addressIn(text);
  if (!page) return undefined;
  const preprint = preprintDoi(page);
  return preprint ? { identifier: preprint } : { page };
}

function addressIn(text: string): URL | undefined {
  if (/\s/.test(text)) return undefined;
  if (/^https?:\/\//i.test(text)) return URL.parse(text) ?? undefined;
  // As address bars show it, without a scheme; whatever has no dot is a word.
  const named = /^[\p{L}\p{N}.-]+\.\p{L}{2,}(?::\d+)?(?:[/?]|$)/u.test(text);
  return named ? (URL.parse(`https://${text}`) ?? undefined) : undefined;
}

/** The address of a preprint at bioRxiv or medRxiv is its DOI with a version and a view behind it. */
function preprintDoi({ hostname, pathname }: URL): Identifier | undefined {
  if (!/(^|\.)(bio|med)rxiv\.org$/.test(hostname)) return undefined;
  const bare = doiIn(pathname)?.replace(/(v\d+)?(\.[a-z][a-z-]*)*$/i, "");
  return bare === undefined ? undefined : parseIdentifier(bare)?.identifier;
}

/** A DOI in the path of an address, as many publishers have it: `/doi/full/10.1145/3580305.3599246`. */
export function doiIn(path: string): string | undefined {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A stray per cent sign; the DOI may stand there all the same.
  }
  return /(?:^|\/)(10\.\d{4,9}\/[^\s?#]{1,200}?)\/*$/.exec(decoded)?.[1];
}
