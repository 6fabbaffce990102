// Node's own SQLite behind the narrow interface that Kysely's SqliteDialect asks for.
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

// A page asks a dozen different statements again and again; those with a list of a thousand
// numbers hardly ever come back in the same length.
const statementsKept = 300;
const longestKept = 4000;

export function nodeSqlite(sqlite: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => sqlite.close(),
    prepare(sql) {
      if (sql === "rollback") return rollback(sqlite);
      const kept = statements.get(sql);
      if (kept) return kept;
      const made = statement(sqlite.prepare(immediate(sql)));
      if (sql.length > longestKept) return made;
      if (statements.size >= statementsKept) statements.clear();
      statements.set(sql, made);
      return made;
    },
  };
}

/**
 * A transaction that reads first and writes later fails with SQLITE_BUSY, whatever the timeout,
 * when another process has written in between; asking for the write lock at once waits instead.
 */
function immediate(sql: string): string {
  return sql === "begin" ? "begin immediate" : sql;
}

/** SQLite has rolled back by itself when the disk was full; a second time would hide that. */
function rollback(sqlite: DatabaseSync): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    run() {
      if (sqlite.isTransaction) sqlite.exec("rollback");
      return { changes: 0, lastInsertRowid: 0 };
    },
    iterate: () => [][Symbol.iterator](),
  };
}

function statement(prepared: StatementSync): SqliteStatement {
  const parameters = (given: readonly unknown[]) => given as SQLInputValue[];
  return {
    reader: prepared.columns().length > 0,
    all: (given) => prepared.all(...parameters(given)),
    run(given) {
      const { changes, lastInsertRowid } = prepared.run(...parameters(given));
      return { changes, lastInsertRowid };
    },
    iterate: (given) => prepared.iterate(...parameters(given)),
  };
}
