// The paper here that an entry of a bibliography names, without asking anybody and without changing
// anything.
import { parseIdentifier, titleIdentifier, type Identifier } from "../../papers/identifier.ts";
import type { Mention } from "../../papers/mention.ts";
import type { Database } from "../../store/tables.ts";
import { findByName, isOfAnother } from "./named.ts";
import { findQuickly } from "./title-candidates.ts";

/** Its number; `undefined` where there is none that is surely meant. */
export async function findMentioned(db: Database, mention: Mention): Promise<number | undefined> {
  const { identifier, doi, title } = mention;
  const names = [identifier, doi && parseIdentifier(doi)?.identifier].filter(
    (name) => name !== undefined && name !== "",
  );
  for (const name of names) {
    const here = await findByName(db, name);
    if (here && !isOfAnother({ ...mention, identifier: name }, here)) {
      return await numberOf(db, name);
    }
  }
  // What has a number at arXiv and is not here under it is another paper.
  if (!title || identifier?.startsWith("arxiv:")) return undefined;
  const best = await findQuickly(db, mention);
  if (best?.isSame) return await numberOf(db, best.found.identifier!);
  return await findKnownByTitle(db, title);
}

/** A paper that is here by nothing but its title. */
async function findKnownByTitle(db: Database, title: string): Promise<number | undefined> {
  const row = await db
    .selectFrom("papers")
    .select("id")
    .where("identifier", "=", titleIdentifier(title))
    .where("sample", "=", 0)
    .executeTakeFirst();
  return row?.id;
}

async function numberOf(db: Database, name: Identifier): Promise<number | undefined> {
  const row = await db
    .selectFrom("identifiers")
    .select("paper_id")
    .where("identifier", "=", name)
    .executeTakeFirst();
  return row?.paper_id;
}
