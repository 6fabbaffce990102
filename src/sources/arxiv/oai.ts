// arXiv's OAI-PMH: lists of what changed, a page at a time, read while they come.
// (openarchives.org/OAI/openarchivesprotocol.html, info.arxiv.org/help/oa)
import type { Day } from "../../papers/period.ts";
import { ask, type Asking } from "../http/http.ts";
import { parseMoment } from "../moments.ts";
import { parseRecord, type OaiRecord } from "./oai-records.ts";
import { SourceError } from "../../errors.ts";
import { readXml, type Element } from "../http/xml.ts";
import { oneLine } from "../../papers/one-line.ts";

export type { OaiRecord };

export interface OaiPage {
  /** When the server answered, on its clock; ISO 8601. */
  responseDate: string;
  /** Asks for the next page; absent on the last one. */
  token?: string;
  /** Those without a name among them. */
  records: number;
  newestDatestamp?: Day;
  /** Whether the datestamps never went back. */
  inOrder: boolean;
}

export interface ListOptions {
  url: URL;
  format: "arXivRaw" | "arXiv";
  set?: string | undefined;
  since?: Day | undefined;
  /** Goes on with a list; what it asked for is in the token. */
  token?: string | undefined;
  /** Told of every record that does not even say which paper it is about. */
  onFault?: ((fault: string) => void) | undefined;
}

/** The token has expired or was never given out. */
export class BadToken extends SourceError {
  override name = "BadToken";
}

/** The server does not speak the format. */
export class BadFormat extends SourceError {
  override name = "BadFormat";
}

const limitBytes = 128_000_000;
const batchSize = 250;
const longestToken = 4_000;

/**
 * One page, handed on in batches while it is still coming: what is handed on before an error is good,
 * and comes again with the page. A list that is empty is a page without records.
 * @throws BadToken, BadFormat, SourceError.
 */
export async function listRecords(
  asking: Asking,
  options: ListOptions,
  onRecords: (batch: OaiRecord[]) => Promise<void>,
): Promise<OaiPage> {
  const page = await ask(asking, addressOf(options), limitBytes, (body) =>
    readPage(body, options, onRecords),
  );
  if (page.token !== undefined && page.token === options.token) {
    throw new SourceError("failed", "The server repeats itself: the next page is the same again.");
  }
  return page;
}

function addressOf({ url, format, set, since, token }: ListOptions): URL {
  const address = new URL(url);
  const query = address.searchParams;
  query.set("verb", "ListRecords");
  if (token !== undefined) {
    query.set("resumptionToken", token);
    return address;
  }
  query.set("metadataPrefix", format);
  if (set !== undefined) query.set("set", set);
  if (since !== undefined) query.set("from", since);
  return address;
}

async function readPage(
  body: AsyncIterable<Uint8Array>,
  { onFault }: ListOptions,
  onRecords: (batch: OaiRecord[]) => Promise<void>,
): Promise<OaiPage> {
  const page: OaiPage = { responseDate: "", records: 0, inOrder: true };
  let isList = false;
  let batch: OaiRecord[] = [];
  let previous: Day = "";

  async function takeRecord(element: Element): Promise<void> {
    page.records++;
    const parsed = parseRecord(element);
    if (typeof parsed === "string") {
      onFault?.(parsed);
      return;
    }
    const { datestamp } = parsed;
    if (datestamp < previous) page.inOrder = false;
    previous = datestamp;
    if (datestamp > (page.newestDatestamp ?? "")) page.newestDatestamp = datestamp;
    batch.push(parsed);
    if (batch.length === batchSize) await handOn();
  }

  async function handOn(): Promise<void> {
    const full = batch;
    batch = [];
    if (full.length > 0) await onRecords(full);
  }

  const names = {
    roots: ["OAI-PMH"],
    each: ["responseDate", "error", "record", "resumptionToken"],
  };
  for await (const element of readXml(body, names)) {
    switch (element.name) {
      case "responseDate":
        page.responseDate = responseDateOf(element);
        break;
      case "error":
        throwUnlessEmpty(element);
        isList = true;
        break;
      case "record":
        isList = true;
        await takeRecord(element);
        break;
      case "resumptionToken":
        isList = true;
        setToken(page, element);
    }
  }
  if (page.responseDate === "" || !isList) {
    throw new SourceError("malformed", "The answer is no list of records, and does not say why.");
  }
  await handOn();
  return page;
}

function responseDateOf({ text }: Element): string {
  const moment = parseMoment(text);
  if (moment) return moment.toISOString();
  throw new SourceError("malformed", "The answer does not say when it was given.");
}

function setToken(page: OaiPage, { text }: Element): void {
  const token = text.trim();
  if (token.length > longestToken) {
    throw new SourceError("malformed", "The resumption token is too long to be one.");
  }
  if (token !== "") page.token = token;
}

/** An empty list comes as an error. */
function throwUnlessEmpty({ attributes, text }: Element): void {
  const code = (attributes["code"] ?? "").slice(0, 60);
  const words = oneLine(text).slice(0, 300);
  const said = words === "" ? code : `${code}: ${words}`;
  switch (code) {
    case "noRecordsMatch":
      return;
    case "badResumptionToken":
      throw new BadToken("failed", `The server no longer knows the resumption token (${said}).`);
    case "cannotDisseminateFormat":
      throw new BadFormat("failed", `The server does not speak this format (${said}).`);
    default:
      throw new SourceError("failed", `The server answered with an error (${said}).`);
  }
}

/** All of physics' archives share one group; these are groups of their own. */
const ownGroups = new Set(["cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"]);

/** `cs:cs:AI` for `cs.AI`, `physics:hep-th` for `hep-th`, `math:math` for the whole archive `math`. */
export function setOf(category: string): string {
  const [archive = "", subject] = category.split(".");
  const group = ownGroups.has(archive) ? archive : "physics";
  return [group, archive, ...(subject === undefined ? [] : [subject])].join(":");
}
