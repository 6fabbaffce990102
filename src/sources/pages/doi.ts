// What a DOI stands for, as its agency says: content negotiation at the resolver gives CSL-JSON.
// (citation.doi.org/docs.html)
import { z } from "zod";
import type { Identifier } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { parseDay } from "../../papers/period.ts";
import { Invalid, SourceError } from "../../errors.ts";
import { parseCslJson } from "../files/csl-json.ts";
import { openPage, type Opening } from "../http/open-page.ts";
import { plainText } from "./html-text.ts";
import { longestAbstract, longestTitle, mostAuthors } from "./described.ts";

const accept = "application/vnd.citationstyles.csl+json";
const limitBytes = 5_000_000;

const parts = z.array(z.number()).optional();
const dated = z.object({
  issued: z.object({ "date-parts": z.tuple([parts]).rest(z.unknown()) }).optional(),
});

/**
 * @throws SourceError: NotThere where nobody has registered the DOI, `malformed` where what it stands
 * for is no paper.
 */
export async function resolveDoi(
  doi: Identifier,
  { resolver, ...opening }: Omit<Opening, "accept" | "trusted"> & { resolver: URL },
): Promise<PaperRecord> {
  const written = doi.slice("doi:".length);
  const { bytes, type } = await openPage(doiAddress(doi, resolver), {
    ...opening,
    accept,
    trusted: resolver,
    limitBytes,
  });
  if (!/\bjson\b/.test(type)) {
    throw new SourceError("malformed", `Whoever registered ${written} does not say what it is.`);
  }
  return recordOf(doi, new TextDecoder().decode(bytes));
}

/** Where the resolver leads on from. A DOI may hold what means something else in an address. */
export function doiAddress(doi: Identifier, resolver: URL): URL {
  const written = doi.slice("doi:".length).split("/").map(encodeURIComponent).join("/");
  const url = new URL(resolver);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${written}`;
  return url;
}

function recordOf(doi: Identifier, json: string): PaperRecord {
  const { title, authors, abstract, journalRef } = mentionIn(doi, json);
  const shown = plainText((title ?? "").slice(0, longestTitle));
  if (shown === "") {
    throw new SourceError(
      "malformed",
      `${doi.slice("doi:".length)} stands for nothing with a title.`,
    );
  }
  const { day, year } = dateIn(json);
  const journal = journalRef && plainText(journalRef);
  return {
    identifier: doi,
    doi: doi.slice("doi:".length),
    title: shown,
    abstract: plainText((abstract ?? "").slice(0, longestAbstract)),
    ...(authors && { authors: authors.slice(0, mostAuthors).map(plainText) }),
    ...(journal && { journalRef: year ? `${journal} (${year})` : journal }),
    ...(day && { submittedAt: day }),
  };
}

function mentionIn(doi: Identifier, json: string) {
  try {
    const mention = parseCslJson(json)[0]?.mention;
    if (mention) return mention;
  } catch (cause) {
    if (!(cause instanceof Invalid)) throw cause;
  }
  throw new SourceError("malformed", `What is said of ${doi.slice("doi:".length)} cannot be read.`);
}

function dateIn(json: string): { day?: string | undefined; year?: number | undefined } {
  const read = dated.safeParse(JSON.parse(json));
  const [year, month, day] = read.data?.issued?.["date-parts"][0] ?? [];
  const two = (number: number | undefined) => String(number ?? "").padStart(2, "0");
  return { year, day: parseDay(`${year}-${two(month)}-${two(day)}`) };
}
