// The model of the owner's choice, as the index uses it: takes in what it has made of papers, and asks it
// for the vector of what is searched for.
import { sql } from "kysely";
import { modelNameOf, type Endpoint } from "../endpoint/endpoint.ts";
import { openQueryVectors } from "../endpoint/query-vectors.ts";
import type { Database } from "../../store/tables.ts";
import type { Thread } from "../../thread.ts";
import type { IndexRequest } from "../retrieval/clause.ts";
import { enoughVectors } from "./other-vectors.ts";
import type { Reader } from "./reader.ts";
import type { WritingSkills } from "./writing.thread.ts";

export interface OutsideModel {
  /** Takes in a part of what is new; whether there is more of it. */
  takeSome(): Promise<boolean>;
  /** The request with the vector of its words, where the model is to answer it and gives one in time. */
  withVector(request: IndexRequest): Promise<IndexRequest>;
  close(): void;
}

interface OutsideModelOptions {
  db: Database;
  endpoint: Endpoint;
  reader: Reader;
  /** A thread that reads the database. */
  hand: () => Thread<WritingSkills>;
  log: (message: string, fields?: object) => void;
}

export function openOutsideModel(options: OutsideModelOptions): OutsideModel {
  const { db, endpoint, reader, hand, log } = options;
  const name = modelNameOf(endpoint);
  const queries = openQueryVectors({ endpoint, log });
  let share = 0;
  let dimensions = 0;
  let isFull = false;
  /** What the database said when all had been taken in, and how often the reader had changed. */
  let seen: string | undefined;

  /** Another text whenever vectors were stored or forgotten. */
  async function state(): Promise<string> {
    const { rows } = await sql<{ newest: number | null; model: number | null }>`
      select (select max(id) from embeddings) as newest,
        (select id from embedding_models where name = ${name}) as model
    `.execute(db);
    return `${rows[0]?.newest} ${rows[0]?.model} ${reader.changes()}`;
  }

  return {
    async takeSome() {
      const now = await state();
      if (now === seen) return false;
      const taken = await reader.takeVectors((since) => hand().ask("vectors", { name, since }));
      ({ share, dimensions } = taken);
      if (taken.isFull && !isFull) log(sayFull(name, dimensions));
      isFull = taken.isFull;
      if (!taken.more) seen = now;
      return taken.more;
    },
    async withVector(request) {
      const { meant, order } = request;
      if (meant?.text === undefined || order.by !== "relevance") return request;
      if (share < enoughVectors) return request;
      const vector = await queries.vectorOf(meant.text, dimensions);
      return vector ? { ...request, meant: { ...meant, vector } } : request;
    },
    close: () => queries.close(),
  };
}

function sayFull(name: string, dimensions: number): string {
  return `The vectors of ${name} have no room in 4 GB, the built-in model serves. Set EMBEDDINGS_DIMENSIONS to fewer than ${dimensions}, where the model can be asked for that.`;
}
