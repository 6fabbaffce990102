// Papers as this catalogue holds them: find may miss, get throws, list keeps the order asked for.
import { sql, type Selectable } from "kysely";
import { NotFound } from "../errors.ts";
import { parseAuthors } from "../papers/authors-column.ts";
import {
  bareIdentifier,
  parseIdentifier,
  titleIdentifier,
  type Identifier,
} from "../papers/identifier.ts";
import type { Appearance, Paper, Version } from "../papers/paper.ts";
import type { Database, Tables } from "../store/tables.ts";
import { numbersIn } from "../store/values-in.ts";

type PaperRow = Selectable<Tables["papers"]> & { appearances: string; upvotes: number };

/** The paper with this name, one that it had before included. */
export async function findPaper(db: Database, identifier: Identifier): Promise<Paper | undefined> {
  const row = await selectPapers(db)
    .innerJoin("identifiers", "identifiers.paper_id", "papers.id")
    .where("identifiers.identifier", "=", identifier)
    .executeTakeFirst();
  return row && paperOf(row);
}

/** @throws NotFound */
export async function getPaper(db: Database, identifier: Identifier): Promise<Paper> {
  const paper = await findPaper(db, identifier);
  if (!paper) throw new NotFound(`There is no paper ${bareIdentifier(identifier)} here.`);
  return paper;
}

/** The papers with these numbers, in the order of the numbers. */
export async function listPapers(db: Database, ids: readonly number[]): Promise<Paper[]> {
  if (ids.length === 0) return [];
  const rows = await selectPapers(db)
    .where("papers.id", "in", [...ids])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, paperOf(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The papers with exactly this title, whatever its case and punctuation; the newest first. */
export async function findTitled(db: Database, title: string): Promise<number[]> {
  const rows = await db
    .selectFrom("papers")
    .select("id")
    .where("title_hash", "=", titleIdentifier(title).slice("title:".length))
    .orderBy("id", "desc")
    .limit(mostTitled)
    .execute();
  return rows.map(({ id }) => id);
}

/** The papers that bear any of these identifiers, written bare as `2310.07896`. */
export async function listNamed(db: Database, names: readonly string[]): Promise<number[]> {
  const identifiers = names.flatMap((name) => parseIdentifier(name)?.identifier ?? []);
  if (identifiers.length === 0) return [];
  const rows = await db
    .selectFrom("identifiers")
    .select("paper_id")
    .distinct()
    .where("identifier", "in", identifiers)
    .execute();
  return rows.map(({ paper_id }) => paper_id);
}

// "Editorial" and the like.
const mostTitled = 10;

/** What the papers with these numbers are called, in the order of the numbers. */
export async function listIdentifiers(
  db: Database,
  ids: readonly number[],
): Promise<{ id: number; identifier: Identifier }[]> {
  if (ids.length === 0) return [];
  // Nearly every paper has one name only, and names lie close together; papers lie far apart.
  const names = await db
    .selectFrom("identifiers")
    .select(["paper_id as id", "identifier"])
    .where("paper_id", "in", numbersIn(ids))
    .execute();
  const byId = new Map(names.map(({ id, identifier }) => [id, identifier as Identifier]));
  if (byId.size < names.length) {
    for (const { id, identifier } of await listOwnNames(db, ids)) byId.set(id, identifier);
  }
  return ids.flatMap((id) => {
    const identifier = byId.get(id);
    return identifier === undefined ? [] : { id, identifier };
  });
}

/** What they are called by themselves, and not what they were called before. */
async function listOwnNames(db: Database, ids: readonly number[]) {
  const rows = await db
    .selectFrom("papers")
    .select(["id", "identifier"])
    .where("id", "in", numbersIn(ids))
    .execute();
  return rows.map(({ id, identifier }) => ({ id, identifier: identifier as Identifier }));
}

export interface CatalogueSize {
  papers: number;
  /** True while only the sample is there. */
  sample: boolean;
}

export async function catalogueSize(db: Database): Promise<CatalogueSize> {
  const row = await db
    .selectFrom("papers")
    .select((select) => [
      select.fn.countAll<number>().as("papers"),
      select.exists(select.selectFrom("papers").where("sample", "=", 1).select("id")).as("sample"),
    ])
    .executeTakeFirstOrThrow();
  return { papers: row.papers, sample: Boolean(row.sample) };
}

function selectPapers(db: Database) {
  return db
    .selectFrom("papers")
    .selectAll("papers")
    .select((select) => [
      select
        .selectFrom("votes")
        .whereRef("votes.paper_id", "=", "papers.id")
        .select((each) => each.fn.countAll<number>().as("count"))
        .$asScalar()
        .$notNull()
        .as("upvotes"),
      select
        .selectFrom("appearances")
        .whereRef("appearances.paper_id", "=", "papers.id")
        .select(
          // A merge patch leaves out what is null (RFC 7396).
          sql<string>`json_group_array(
            json_patch(json_object('day', day, 'kind', kind), json_object('source', source))
            order by day, kind
          )`.as("list"),
        )
        .$asScalar()
        .$notNull()
        .as("appearances"),
    ]);
}

function paperOf(row: PaperRow): Paper {
  return {
    id: row.id,
    identifier: row.identifier as Identifier,
    title: row.title,
    abstract: row.abstract,
    authors: parseAuthors(row.authors),
    categories: JSON.parse(row.categories) as string[],
    comment: row.comment,
    doi: row.doi,
    journalRef: row.journal_ref,
    reportNo: row.report_no,
    license: row.license,
    version: row.version,
    versions: row.versions === null ? [] : (JSON.parse(row.versions) as Version[]),
    mscClasses: row.msc_classes,
    acmClasses: row.acm_classes,
    withdrawn: row.withdrawn === 1,
    submittedAt: row.submitted_at,
    updatedAt: row.updated_at,
    codeUrl: row.code_url,
    projectUrl: row.project_url,
    appearances: JSON.parse(row.appearances) as Appearance[],
    sample: row.sample === 1,
    upvotes: row.upvotes,
  };
}
