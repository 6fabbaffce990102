// SQLite's FTS5, through the SQLite that Node brings along.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Query } from "../queries.ts";
import { given, type Papers, type Search, type System } from "../system.ts";

export const fts5: System = {
  name: "SQLite FTS5",
  notes:
    "`porter unicode61`, titles twice, optimized after the build; counts: one pass over the matches, joined with tables of years and categories",
  build: { on: "disk", build },
  open: async ({ folder }) => open(folder),
};

export const fts5Ranking: System = {
  name: "SQLite FTS5, ranking alone",
  notes: "the same without total and counts",
  build: { on: "disk", as: "fts5" },
  open: async ({ folder }) => openRanking(folder),
};

async function build(papers: Papers, folder: string): Promise<void> {
  const sqlite = connect(folder);
  sqlite.exec(`
    pragma journal_mode = wal;
    create table papers (number integer primary key, id text, year integer, code integer);
    create table paper_categories (number integer, category text, primary key (number, category))
      without rowid;
    create virtual table words using fts5
      (title, abstract, authors, tokenize = 'porter unicode61', content = '');
    insert into words (words, rank) values ('rank', 'bm25(2.0, 1.0, 1.0)');
  `);
  const paper = sqlite.prepare("insert into papers values (?, ?, ?, ?)");
  const category = sqlite.prepare("insert into paper_categories values (?, ?)");
  const words = sqlite.prepare(
    "insert into words (rowid, title, abstract, authors) values (?, ?, ?, ?)",
  );
  sqlite.exec("begin");
  for await (const { number, id, year, code, categories, title, abstract, authors } of papers) {
    paper.run(number, id, year, Number(code));
    for (const each of categories) category.run(number, each);
    words.run(number, title, abstract, authors.join("; "));
    if (number % 1000 === 0) sqlite.exec("commit; begin");
  }
  sqlite.exec(
    "commit; insert into words (words) values ('optimize'); pragma wal_checkpoint(truncate)",
  );
  sqlite.close();
}

function open(folder: string): Search {
  const sqlite = connect(folder);
  const rank = rankWith(sqlite);
  const count = sqlite.prepare(`
    with matches as materialized (
      select papers.number, year, code from words cross join papers on papers.number = words.rowid
      where words match ?
    )
    select 'total' as kind, '' as value, count(*) as papers from matches
    union all select 'year', year, count(*) from matches group by year
    union all select 'code', '', count(*) from matches where code = 1
    union all select 'category', category, count(*) from matches
      cross join paper_categories using (number) group by category
  `);
  return (query) => {
    const match = anyOf(query);
    const answer = { ...nothing(), ids: rank(match) };
    for (const { kind, value, papers } of count.all(match) as unknown as Count[]) {
      if (kind === "total") answer.total = papers;
      else if (kind === "code") answer.code = papers;
      else if (kind === "year") answer.years[value] = papers;
      else answer.categories[value] = papers;
    }
    return answer;
  };
}

interface Count {
  kind: "total" | "year" | "code" | "category";
  value: string;
  papers: number;
}

function openRanking(folder: string): Search {
  const rank = rankWith(connect(folder));
  return (query) => ({ ...nothing(), ids: rank(anyOf(query)) });
}

function rankWith(sqlite: DatabaseSync): (match: string) => string[] {
  const best = sqlite.prepare(`
    select id from (select rowid, rank from words where words match ? order by rank limit ${given})
    join papers on papers.number = rowid order by rank
  `);
  return (match) => best.all(match).map((row) => String(row["id"]));
}

function connect(folder: string): DatabaseSync {
  const sqlite = new DatabaseSync(join(folder, "fts5.sqlite"));
  sqlite.exec(
    "pragma cache_size = -64000; pragma mmap_size = 8000000000; pragma temp_store = memory",
  );
  return sqlite;
}

/** Words as its tokenizer cuts them, quoted, so that none is an operator. */
function anyOf(query: Query): string {
  const words = query.join(" ").match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.map((word) => `"${word}"`).join(" OR ");
}

function nothing() {
  return {
    total: 0,
    code: 0,
    categories: {} as Record<string, number>,
    years: {} as Record<string, number>,
  };
}
