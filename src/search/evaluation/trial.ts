// An instance of a moment that holds a collection's documents, so that they are found by the very
// code that serves.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fieldsOf, type Row } from "../../catalogue/fields.ts";
import { insertRows } from "../../catalogue/rows.ts";
import { titleIdentifier, type Identifier } from "../../papers/identifier.ts";
import { dayOf } from "../../papers/period.ts";
import { openDatabase } from "../../store/database.ts";
import { openSearchIndex, type SearchIndex } from "../index/search-index.ts";
import type { Progress } from "../progress.ts";
import type { OrderName } from "../language/tree.ts";
import { searchPapers } from "../search.ts";
import type { Database } from "../../store/tables.ts";
import type { CollectionDocument } from "./collection.ts";

const rowsAtOnce = 1000;
/** Two cores are the least that this runs on, and nobody searches yet. */
const writers = 2;

export interface Trial {
  /** Saves the documents and takes them into the index; how many there are. */
  fill(
    documents: AsyncIterable<CollectionDocument>,
    tell?: { saved?: (documents: number) => void; indexed?: (progress: Progress) => void },
  ): Promise<number>;
  has(document: string): boolean;
  /** The documents found for what a reader would type, best first. */
  search(typed: string, options: { limit: number; order: OrderName }): Promise<string[]>;
}

/** Opens one in a folder of its own, which goes again when `act` has ended. */
export async function withTrial<Result>(act: (trial: Trial) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), "broadsheet-trial-"));
  try {
    const db = openDatabase(dataDir);
    const index = openSearchIndex({ db, dataDir, writers });
    try {
      return await act(trialOf(db, index));
    } finally {
      await index.close();
      await db.destroy();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function trialOf(db: Database, index: SearchIndex): Trial {
  const places = new Map<string, number>();
  const names: string[] = [];
  const today = dayOf(Date.now());
  return {
    async fill(documents, { saved, indexed } = {}) {
      let rows: Row[] = [];
      for await (const document of documents) {
        names.push(document.id);
        places.set(document.id, names.length);
        rows.push(rowOf(document, names.length));
        if (rows.length < rowsAtOnce) continue;
        await save(rows);
        rows = [];
        saved?.(names.length);
      }
      await save(rows);
      await index.catchUp(indexed);
      return names.length;
    },
    has: (document) => places.has(document),
    async search(typed, { limit: perPage, order }) {
      const request = { query: typed, perPage, order, today };
      const { papers } = await searchPapers(db, index, request);
      return papers.map(({ id }) => names[id - 1]!);
    },
  };

  async function save(rows: readonly Row[]): Promise<void> {
    await db.transaction().execute((db) => insertRows(db, rows));
  }
}

/**
 * Its row in the catalogue. It goes past the catalogue's search for papers that it knows already:
 * a collection's documents are works of their own even where they share a title, or have none.
 */
function rowOf({ title, text }: CollectionDocument, number: number): Row {
  const at = new Date(0).toISOString();
  const fields = fieldsOf(
    { title, abstract: text },
    {
      own: `title:document-${number}` satisfies Identifier,
      title: titleIdentifier(title),
      before: undefined,
      sample: false,
    },
  );
  return { ...fields, title, id: number, created_at: at, changed_at: at };
}
