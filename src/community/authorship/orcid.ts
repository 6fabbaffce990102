// A reader’s ORCID iD. It is proved by a link to their page here that only they are given, and that
// stands in the public record, where none but its owner can put it.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { isSignedBy, sign } from "../../store/instance.ts";
import type { Database } from "../../store/tables.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { Reader } from "../readers.ts";
import { readOrcidPages, type AskingOrcid } from "../../sources/orcid/record.ts";

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

/** Looks into the record and keeps the iD. @throws Forbidden, Invalid, SourceError */
export async function proveOrcid(
  db: Database,
  {
    reader,
    orcid,
    asking,
    now,
    ...signing
  }: Signing & { reader: Reader; orcid: string; asking: AskingOrcid; now: Date },
): Promise<void> {
  await demandVoice(db, { reader: reader.id, now });
  const pages = await readOrcidPages(orcid, asking);
  if (!pages.some((each) => isLinkOf(reader, each, signing))) {
    throw new Invalid(
      pages.length === 0
        ? "The record of this iD shows no websites. Put the address there, let everybody see it, and try again."
        : "The record of this iD does not show the address yet. Put it there, let everybody see it, and try again.",
    );
  }
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
