// A reader’s ORCID iD. It is proved by a link to their page here that only they are given, and that
// stands in the public record, where none but its owner can put it.
import { sql } from "kysely";
import type { Config } from "../../config.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseOrcid } from "../../papers/orcid.ts";
import { isSignedBy, sign } from "../../store/instance.ts";
import type { Database } from "../../store/tables.ts";
import { readOrcidPages } from "../../sources/orcid/record.ts";
import type { Acting } from "../acting.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { Reader } from "../readers.ts";
import type { Proofs } from "./proofs.ts";

interface Signing {
  secret: string;
  site: URL;
}

/** What is to stand in the record. */
export function orcidLink(
  reader: Pick<Reader, "id" | "handle">,
  { secret, site }: Signing,
): string {
  const url = new URL(links.person(reader.handle), site);
  url.searchParams.set("orcid", sign(secret, signed(reader)));
  return url.href;
}

function isLinkOf(reader: Pick<Reader, "id">, written: string, { secret, site }: Signing): boolean {
  const url = URL.parse(written.trim());
  // Some write a site with another scheme than it has by now.
  if (url?.host !== site.host) return false;
  return isSignedBy(secret, signed(reader), url.searchParams.get("orcid") ?? "");
}

/** Numbers of readers are never given twice. */
function signed({ id }: Pick<Reader, "id">): string {
  return `orcid of reader ${id}`;
}

export async function findOrcid(db: Database, reader: number): Promise<string | undefined> {
  const row = await db
    .selectFrom("readers")
    .select("orcid")
    .where("id", "=", reader)
    .executeTakeFirst();
  return row?.orcid ?? undefined;
}

/** What it takes to ask ORCID. */
export interface Proving extends Acting {
  config: Config;
  /** Of the instance; it signs. */
  secret: string;
  proofs: Proofs;
}

interface Typed {
  reader: Reader;
  /** An iD as typed. */
  typed: string;
}

/** Looks into the record and keeps the iD. @throws Forbidden, Invalid, SourceError, TooMany */
export async function proveOrcid(acting: Proving, { reader, typed }: Typed): Promise<void> {
  await acting.limits.claim(reader.id);
  await proveTyped(acting, { reader, typed });
}

/** The same within a claim, which is counted already. @returns the iD, which is the reader's from now on */
export async function proveTyped(acting: Proving, { reader, typed }: Typed): Promise<string> {
  const orcid = parseOrcid(typed);
  await acting.proofs.asking(reader, async (asking) => {
    await demandVoice(acting.db, { reader: reader.id, now: acting.clock() });
    demandLink(acting, { reader, pages: await readOrcidPages(orcid, asking) });
    await keepOrcid(acting.db, { reader, orcid });
  });
  return orcid;
}

/** @throws Invalid */
function demandLink(
  { secret, config }: Proving,
  { reader, pages }: { reader: Reader; pages: readonly string[] },
): void {
  if (pages.some((each) => isLinkOf(reader, each, { secret, site: config.SITE_URL }))) return;
  throw new Invalid(
    pages.length === 0
      ? "The record of this iD shows no websites. Put the address there, let everybody see it, and try again."
      : "The record of this iD does not show the address yet. Put it there, let everybody see it, and try again.",
  );
}

/** @throws Invalid */
async function keepOrcid(
  db: Database,
  { reader, orcid }: { reader: Reader; orcid: string },
): Promise<void> {
  const { numAffectedRows = 0n } = await sql`
    update or ignore readers set orcid = ${orcid} where id = ${reader.id}
  `.execute(db);
  if (numAffectedRows === 0n) {
    throw new Invalid(
      "Another account here has this iD. If it is yours too, remove the iD there first.",
    );
  }
}

/** What it proved stays proved. */
export async function removeOrcid(db: Database, reader: number): Promise<void> {
  await db.updateTable("readers").set({ orcid: null }).where("id", "=", reader).execute();
}
