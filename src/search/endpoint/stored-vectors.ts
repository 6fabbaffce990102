// What an endpoint's model made of papers, kept in the database: it took time or money, and is asked for
// once, whatever becomes of the index.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";

export interface StoredModel {
  id: number;
  dimensions: number;
}

export interface StoredVector {
  /** Grows with each vector that is stored. */
  id: number;
  paper: number;
  /** Empty where the model could make nothing of the paper. */
  vector: Uint8Array;
}

export async function findModel(db: Database, name: string): Promise<StoredModel | undefined> {
  return await db
    .selectFrom("embedding_models")
    .select(["id", "dimensions"])
    .where("name", "=", name)
    .executeTakeFirst();
}

/** The model of that name; made with these dimensions where it is new. */
export async function getModel(
  db: Database,
  name: string,
  dimensions: number,
): Promise<StoredModel> {
  await db
    .insertInto("embedding_models")
    .values({ name, dimensions })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findModel(db, name))!;
}

/** The highest number that a paper has; 0 where there is none. */
export async function newestPaper(db: Database): Promise<number> {
  const { newest } = await db
    .selectFrom("papers")
    .select((select) => select.fn.max("id").as("newest"))
    .executeTakeFirstOrThrow();
  return newest ?? 0;
}

/** Papers without a vector, numbers between these two (neither included), the highest first. */
export async function listMissing(
  db: Database,
  model: number | undefined,
  { above, below, limit }: { above: number; below: number; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom("papers")
    .select("id")
    .where("id", ">", above)
    .where("id", "<", below)
    // The sample goes again as soon as there are papers.
    .where("sample", "=", 0)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom("embeddings")
            .select("embeddings.id")
            .whereRef("paper_id", "=", "papers.id")
            .where("model_id", "=", model ?? 0),
        ),
      ),
    )
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Papers whose text has changed since their vector was made. */
export async function listStale(db: Database, model: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom("embeddings")
    .select("paper_id")
    .where("model_id", "=", model)
    .where("stale", "=", 1)
    .limit(limit)
    .execute();
  return rows.map(({ paper_id }) => paper_id);
}

/** By paper, from what text its vector was made. */
export async function findTextHashes(
  db: Database,
  model: number,
  papers: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("embeddings")
    .select(["paper_id", "text_hash"])
    .where("model_id", "=", model)
    .where("paper_id", "in", numbersIn(papers))
    .execute();
  return new Map(rows.map(({ paper_id, text_hash }) => [paper_id, text_hash]));
}

/** Their texts say what they said when their vectors were made. */
export async function freshen(
  db: Database,
  model: number,
  papers: readonly number[],
): Promise<void> {
  await db
    .updateTable("embeddings")
    .set({ stale: 0 })
    .where("model_id", "=", model)
    .where("paper_id", "in", numbersIn(papers))
    .execute();
}

export interface NewVector {
  paper: number;
  textHash: string;
  vector: Uint8Array;
  isStale: boolean;
}

/** In place of those that these papers had; each gets a new id. */
export async function storeVectors(
  db: Database,
  model: number,
  vectors: readonly NewVector[],
): Promise<void> {
  for (const { paper, textHash, vector, isStale } of vectors) {
    await db
      .replaceInto("embeddings")
      .values({
        paper_id: paper,
        model_id: model,
        text_hash: textHash,
        vector,
        stale: isStale ? 1 : 0,
      })
      .execute();
  }
}

/** In the order in which they were stored, those beyond an id. */
export async function readVectors(
  db: Database,
  model: number,
  { after, limit }: { after: number; limit: number },
): Promise<StoredVector[]> {
  return await db
    .selectFrom("embeddings")
    .select(["id", "paper_id as paper", "vector"])
    // With the plus, SQLite goes along the ids and sorts nothing.
    .where(sql<number>`+model_id`, "=", model)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** How many papers have a vector, of how many; `without`: of how many the model could make none. */
export async function countVectors(
  db: Database,
  name: string,
): Promise<{ done: number; of: number; without: number }> {
  // Each from an index: no row is read.
  const { rows } = await sql<{ done: number; of: number; without: number }>`
    with model as (select id from embedding_models where name = ${name})
    select
      (select count(*) from papers) - (select count(*) from papers where sample = 1) as "of",
      (select count(*) from embeddings where model_id in model) as done,
      (select count(*) from embeddings where length(vector) = 0 and model_id in model) as without
  `.execute(db);
  return rows[0]!;
}

/** Of every model that was ever asked: how many papers have a vector of it. */
export async function listModels(
  db: Database,
): Promise<{ name: string; dimensions: number; papers: number }[]> {
  return await db
    .selectFrom("embedding_models")
    .leftJoin("embeddings", "model_id", "embedding_models.id")
    .select([
      "name",
      "dimensions",
      (select) => select.fn.count<number>("embeddings.id").as("papers"),
    ])
    .groupBy("embedding_models.id")
    .orderBy("embedding_models.id")
    .execute();
}

const forgottenAtOnce = 1000;

/** A few at a time, so that nobody else has to wait for long. */
export async function forgetModel(db: Database, name: string): Promise<void> {
  const model = await findModel(db, name);
  if (!model) return;
  // Nobody goes on with what is half gone: it is found by its name.
  await db
    .updateTable("embedding_models")
    .set({ name: `${name} (forgotten ${model.id})` })
    .where("id", "=", model.id)
    .execute();
  for (;;) {
    const { numDeletedRows } = await db
      .deleteFrom("embeddings")
      .where("id", "in", (select) =>
        select
          .selectFrom("embeddings")
          .select("id")
          .where("model_id", "=", model.id)
          .limit(forgottenAtOnce),
      )
      .executeTakeFirstOrThrow();
    if (numDeletedRows < forgottenAtOnce) break;
  }
  await db.deleteFrom("embedding_models").where("id", "=", model.id).execute();
}
