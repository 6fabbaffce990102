// Finds the DMARC record that holds for a domain, and the organisation to which the domain belongs,
// as RFC 9989, 4.10, has it: by asking upwards, without a list of public suffixes.
import type { Names } from "./names.ts";
import { readTags } from "./tags.ts";

export interface DmarcRecord {
  domain: string;
  text: string;
  tags: ReadonlyMap<string, string>;
}

export interface DmarcWalk {
  /** The record that holds for the domain. */
  policy: DmarcRecord | undefined;
  /** Everything below this domain belongs together. */
  organisation: string;
}

// RFC 9989, 4.10: of a longer name, only so many labels are asked for above the first question.
const mostLabels = 7;

export function isDmarc(text: string): boolean {
  // RFC 9989, 4.7: DMARC1 is written in just this way.
  return /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);
}

export async function walkDmarc(names: Names, domain: string): Promise<DmarcWalk> {
  const found: DmarcRecord[] = [];
  for (const each of upwards(domain)) {
    const texts = (await names.texts(`_dmarc.${each}`)).filter(isDmarc);
    // Two are as good as none.
    if (texts.length !== 1) continue;
    const tags = readTags(texts[0]!);
    found.push({ domain: each, text: texts[0]!, tags });
    if (isSuffix(tags) !== undefined) break;
  }
  const organisation = organisationOf(domain, found);
  const last = found.at(-1);
  const policy =
    found.find((record) => record.domain === domain) ??
    found.find((record) => record.domain === organisation) ??
    (last && isSuffix(last.tags) ? last : undefined);
  return { policy, organisation };
}

function* upwards(domain: string): Generator<string> {
  let labels = domain.split(".");
  while (labels.length > 0) {
    yield labels.join(".");
    labels = labels.length > mostLabels ? labels.slice(-mostLabels) : labels.slice(1);
  }
}

/** What a registry such as .bank says of itself, and an organisation below one. */
function isSuffix(tags: ReadonlyMap<string, string>): boolean | undefined {
  const said = tags.get("psd")?.toLowerCase();
  return said === "y" ? true : said === "n" ? false : undefined;
}

function organisationOf(domain: string, found: readonly DmarcRecord[]): string {
  const last = found.at(-1);
  if (!last) return domain;
  if (isSuffix(last.tags) !== true || last.domain === domain) return last.domain;
  return domain
    .split(".")
    .slice(-(last.domain.split(".").length + 1))
    .join(".");
}
