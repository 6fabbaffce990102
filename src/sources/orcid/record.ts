// What a person's public ORCID record says, by the public API, which takes no key: the addresses of
// their pages, and their works. (info.orcid.org: API tutorial “Read data on a record”, version 3.0)
import { z } from "zod";
import { Invalid, SourceError } from "../../errors.ts";
import { parseIdentifier, type Identifier } from "../../papers/identifier.ts";
import { NotThere } from "../http/http.ts";
import { openPage, type Opening } from "../http/open-page.ts";
import type { Guard } from "../http/guarded-request.ts";

export interface AskingOrcid {
  /** Where the public API is. */
  orcidUrl: URL;
  guard: Guard;
  userAgent: string;
}

/** The works of a record by their names. */
export interface OrcidWorks {
  /** The registry that brought it there, from what a publisher or archive had given it; else empty. */
  registry: "Crossref" | "DataCite" | "";
  names: ReadonlySet<Identifier>;
}

const accept = "application/json";
const personLimitBytes = 2_000_000;
// Ten thousand works, and some two kilobytes for each way in which one came there.
const worksLimitBytes = 30_000_000;
const timeoutMs = 20_000;

const text = z.object({ value: z.string() }).nullish().catch(undefined);
const person = z.object({
  path: z.string().nullish().catch(undefined),
  "researcher-urls": z
    .object({ "researcher-url": z.array(z.object({ url: text })).catch([]) })
    .nullish()
    .catch(undefined),
});

/** The web addresses that the person has put there, for all to see. @throws Invalid, SourceError */
export async function readOrcidPages(orcid: string, asking: AskingOrcid): Promise<string[]> {
  const read = person.safeParse(await ask(`${orcid}/person`, asking, personLimitBytes));
  if (!read.success) throw unreadable();
  const [, now] = /(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/.exec(read.data.path ?? "") ?? [];
  if (now !== undefined && now !== orcid) {
    throw new Invalid(`ORCID has put this record together with another one. Give that iD: ${now}.`);
  }
  const urls = read.data["researcher-urls"]?.["researcher-url"] ?? [];
  return urls.flatMap(({ url }) => url?.value ?? []);
}

const names = z
  .object({
    "external-id": z
      .array(
        z.object({
          "external-id-type": z.string().catch(""),
          "external-id-value": z.string().nullish().catch(undefined),
          "external-id-normalized": text,
          "external-id-url": text,
          "external-id-relationship": z.string().nullish().catch(undefined),
        }),
      )
      .catch([]),
  })
  .nullish()
  .catch(undefined);
const origin = z
  .object({ path: z.string().nullish().catch(undefined) })
  .nullish()
  .catch(undefined);
const source = z
  .object({
    "source-client-id": origin,
    "assertion-origin-orcid": origin,
    "assertion-origin-client-id": origin,
  })
  .nullish()
  .catch(undefined);
const works = z.object({
  group: z
    .array(
      z.object({
        "work-summary": z
          .array(z.object({ source, "external-ids": names }))
          .nullish()
          .catch(undefined),
      }),
    )
    .catch([]),
});

type Work = NonNullable<z.infer<typeof works>["group"][number]["work-summary"]>[number];

/** @throws Invalid, SourceError */
export async function readOrcidWorks(orcid: string, asking: AskingOrcid): Promise<OrcidWorks[]> {
  const read = works.safeParse(await ask(`${orcid}/works`, asking, worksLimitBytes));
  if (!read.success) throw unreadable();
  return read.data.group
    .flatMap((group) => group["work-summary"] ?? [])
    .map((work) => ({ registry: registryOf(work), names: namesOf(work) }))
    .filter((work) => work.names.size > 0);
}

// These two bring works to the records whose iDs publishers and archives gave them, who let authors
// sign in for it. All others let people choose works for themselves, as people do who write them in.
const registries = new Map([
  ["0000-0001-9884-1913", "Crossref"],
  ["0000-0001-8099-6984", "DataCite"],
] as const);

function registryOf({ source: by }: Work): OrcidWorks["registry"] {
  const client = by?.["source-client-id"]?.path as Parameters<typeof registries.get>[0] | undefined;
  // Somebody else asked for it, most often the owner of the record.
  const askedBy = by?.["assertion-origin-orcid"] ?? by?.["assertion-origin-client-id"];
  return askedBy || client === undefined ? "" : (registries.get(client) ?? "");
}

/** Not of the book or the journal that the work is a part of, nor of who paid for it. */
const ownNames = new Set(["self", "version-of"]);

function namesOf({ "external-ids": ids }: Work): Set<Identifier> {
  const found = new Set<Identifier>();
  for (const each of ids?.["external-id"] ?? []) {
    if (!ownNames.has(each["external-id-relationship"]?.toLowerCase() ?? "self")) continue;
    const type = each["external-id-type"].toLowerCase();
    const written = [each["external-id-normalized"]?.value, each["external-id-value"]];
    const bare = type === "doi" || type === "arxiv" ? written : [];
    for (const name of [...bare, each["external-id-url"]?.value]) {
      const identifier = name && parseIdentifier(name)?.identifier;
      if (identifier && /^(arxiv|doi):/.test(identifier)) found.add(identifier);
    }
  }
  return found;
}

async function ask(path: string, asking: AskingOrcid, limitBytes: number): Promise<unknown> {
  const { orcidUrl, guard, userAgent } = asking;
  const url = new URL(orcidUrl);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/v3.0/${path}`;
  const opening: Opening = { guard, userAgent, accept, trusted: orcidUrl, limitBytes, timeoutMs };
  try {
    const { bytes } = await openPage(url, opening);
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    if (cause instanceof NotThere) throw new Invalid("ORCID knows no record with this iD.");
    if (cause instanceof SyntaxError) throw unreadable();
    throw cause;
  }
}

function unreadable(): SourceError {
  return new SourceError("malformed", "What ORCID answered cannot be read.");
}
