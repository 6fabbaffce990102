// What a list names by an identifier. Papers that are here are left alone, and papers from elsewhere
// than arXiv, of which the list itself says enough, come in.
import type { Identifier } from "../../papers/identifier.ts";
import type { Mention } from "../../papers/mention.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { Database } from "../../store/tables.ts";
import type { Mentioned } from "./lists.ts";
import { isOneUnderTheDoi } from "../same-doi.ts";
import { saveWithin, type Outcome } from "../save-papers.ts";

/** @returns what became of each, in their order; `undefined` of what is not settled with that. */
export async function takeNamed(
  db: Database,
  mentioned: readonly Mentioned[],
  { now }: { now: Date },
): Promise<(Outcome | undefined)[]> {
  if (!mentioned.some(({ mention }) => mention.identifier)) return [];
  return await db.transaction().execute(async (db) => {
    const outcomes: (Outcome | undefined)[] = [];
    for (const { mention, isHere } of mentioned) {
      outcomes.push(isHere ? undefined : await takeOne(db, mention, now));
    }
    return outcomes;
  });
}

async function takeOne(db: Database, mention: Mention, now: Date): Promise<Outcome | undefined> {
  const { identifier, title, ...said } = mention;
  if (!identifier) return undefined;
  const here = await findByName(db, identifier);
  if (here && isOfAnother(mention, here)) return undefined;
  if (here) return "unchanged";
  if (!identifier.startsWith("doi:") || !title) return undefined;
  const [saved] = await saveWithin(db, [{ identifier, title, abstract: "", ...said }], { now });
  return saved!.outcome;
}

/** A list may give a chapter the DOI of its book. */
export function isOfAnother(
  { identifier, title, abstract = "", authors = [] }: Mention,
  here: PaperRecord,
) {
  if (!identifier?.startsWith("doi:") || !title) return false;
  return !isOneUnderTheDoi(
    { identifier, title, abstract, authors },
    {
      identifier: here.identifier,
      title: here.title,
      abstract: here.abstract,
      authors: here.authors ?? [],
    },
  );
}

/** The paper here that bears this name; those of the sample do not count. */
export async function findByName(db: Database, name: Identifier): Promise<PaperRecord | undefined> {
  const row = await db
    .selectFrom("identifiers")
    .innerJoin("papers", "papers.id", "identifiers.paper_id")
    .select(["papers.identifier", "title", "abstract", "authors", "categories"])
    .where("identifiers.identifier", "=", name)
    .where("papers.sample", "=", 0)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    ...row,
    identifier: row.identifier as Identifier,
    authors: JSON.parse(row.authors) as string[],
    categories: JSON.parse(row.categories) as string[],
  };
}
