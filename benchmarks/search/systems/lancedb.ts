// LanceDB: a table in files with an index of its words.
import { loadRival } from "../rivals.ts";
import { given, type Papers, type Search, type System } from "../system.ts";
import { tally, type Counted } from "../tally.ts";

/** As much of it as is used here. */
interface LanceModule {
  connect(folder: string): Promise<{
    createTable(name: string, rows: object[]): Promise<LanceTable>;
    openTable(name: string): Promise<LanceTable>;
  }>;
  Index: { fts(options: object): object };
  MatchQuery: new (query: string, column: string, options?: object) => object;
}

interface LanceTable {
  add(rows: object[]): Promise<unknown>;
  countRows(): Promise<number>;
  createIndex(column: string, options: object): Promise<void>;
  optimize(): Promise<unknown>;
  query(): LanceQuery;
}

interface LanceQuery {
  fullTextSearch(query: object): LanceQuery;
  select(columns: string[]): LanceQuery;
  limit(limit: number): LanceQuery;
  toArrow(): Promise<{
    numRows: number;
    getChild(column: string): { toArray(): ArrayLike<unknown>; get(row: number): unknown } | null;
  }>;
}

const rowsAtOnce = 20_000;

export const lancedb: System = {
  name: "LanceDB",
  notes:
    "one column of title, abstract and authors, stemmed, accents folded; counts: a second query that fetches the values of every match",
  build: { on: "disk", build },
  open: ({ folder }) => open(folder),
};

async function build(papers: Papers, folder: string): Promise<void> {
  const lance = await loadRival<LanceModule>("@lancedb/lancedb");
  const db = await lance.connect(folder);
  let table: LanceTable | undefined;
  let rows: object[] = [];
  async function write() {
    if (table) await table.add(rows);
    else table = await db.createTable("papers", rows);
    rows = [];
  }
  for await (const { id, title, abstract, authors, categories, year, code } of papers) {
    const text = `${title}\n${abstract}\n${authors.join("; ")}`;
    rows.push({ id, text, values: [year, code ? 1 : 0, ...categories].join(" ") });
    if (rows.length === rowsAtOnce) await write();
  }
  if (rows.length > 0) await write();
  await table!.optimize();
  await table!.createIndex("text", {
    config: lance.Index.fts({ stem: true, asciiFolding: true, removeStopWords: true }),
  });
}

async function open(folder: string): Promise<Search> {
  const lance = await loadRival<LanceModule>("@lancedb/lancedb");
  const db = await lance.connect(folder);
  const table = await db.openTable("papers");
  const all = await table.countRows();
  const values = new Map<string, Counted>();
  return async (query) => {
    const match = new lance.MatchQuery(query.join(" "), "text", { operator: "Or" });
    const best = await table.query().fullTextSearch(match).select(["id"]).limit(given).toArrow();
    const found = await table.query().fullTextSearch(match).select(["values"]).limit(all).toArrow();
    const written = found.getChild("values");
    const counted: Counted[] = [];
    for (let row = 0; row < found.numRows; row++) {
      counted.push(valuesOf(String(written!.get(row)), values));
    }
    const ids = best.getChild("id");
    return {
      total: found.numRows,
      ...tally(counted),
      ids: Array.from({ length: best.numRows }, (_, row) => String(ids!.get(row))),
    };
  };
}

/** Few kinds of papers stand behind many matches, so that what was read once is remembered. */
function valuesOf(written: string, known: Map<string, Counted>): Counted {
  const before = known.get(written);
  if (before) return before;
  const [year, code, ...categories] = written.split(" ");
  const values = { year: Number(year), code: code === "1", categories };
  known.set(written, values);
  return values;
}
