// Opens the database of an instance and brings its tables up to date.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { Misconfigured } from "../errors.ts";
import { migrations } from "./migrations.ts";
import { nodeSqlite } from "./node-sqlite.ts";
import type { Database, Tables } from "./tables.ts";

export const databaseFile = "broadsheet.sqlite";

/** How long a write waits for another process that writes; see also unless-busy.ts. */
export const busyTimeoutMs = 10_000;

/**
 * Opens (or creates) `DATA_DIR/broadsheet.sqlite` and migrates it.
 * @param cacheMb what it keeps of the file in memory.
 * @throws Misconfigured when the folder cannot be written or the file is from a newer Broadsheet.
 */
export function openDatabase(dataDir: string, { cacheMb = 32 } = {}): Database {
  const sqlite = openSqlite(dataDir, cacheMb);
  try {
    migrate(sqlite, dataDir);
  } catch (cause) {
    sqlite.close();
    throw cause;
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: nodeSqlite(sqlite) }) });
}

function openSqlite(dataDir: string, cacheMb: number): DatabaseSync {
  const path = join(dataDir, databaseFile);
  try {
    mkdirSync(dataDir, { recursive: true });
    const sqlite = new DatabaseSync(path, { timeout: busyTimeoutMs });
    // WAL with synchronous FULL: what was acknowledged survives SIGKILL and power loss. What is deleted
    // is overwritten, so that a reader who is removed stands in no page of the file any more.
    sqlite.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma foreign_keys = on;
      pragma secure_delete = on;
      pragma temp_store = memory;
      pragma cache_size = -${1000 * cacheMb};
    `);
    return sqlite;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Misconfigured(
      `The database ${path} cannot be opened: ${reason}. Check that DATA_DIR is a folder that this user may write to.`,
      { cause },
    );
  }
}

function migrate(sqlite: DatabaseSync, dataDir: string): void {
  if (newest(sqlite)) return;
  // Two processes may start at once; the second waits here and then finds the work done.
  sqlite.exec("begin immediate");
  let done: number;
  try {
    sqlite.exec("create table if not exists migrations (name text primary key, at text not null)");
    done = count(sqlite);
    if (done > migrations.length) throw tooNew(dataDir);
  } finally {
    if (sqlite.isTransaction) sqlite.exec("commit");
  }
  if (done > 0 && done < migrations.length) snapshot(sqlite, dataDir, done);
  for (let step = done; step < migrations.length; step++) runStep(sqlite, step);
}

function runStep(sqlite: DatabaseSync, step: number): void {
  const migration = migrations[step]!;
  sqlite.exec("begin immediate");
  try {
    if (count(sqlite) === step) {
      sqlite.exec(migration.sql);
      sqlite
        .prepare("insert into migrations (name, at) values (?, ?)")
        .run(migration.name, new Date().toISOString());
    }
    sqlite.exec("commit");
  } catch (cause) {
    if (sqlite.isTransaction) sqlite.exec("rollback");
    throw new Error(`The migration "${migration.name}" failed and was undone.`, { cause });
  }
}

/** True when nothing is to be done, so that a start writes nothing. */
function newest(sqlite: DatabaseSync): boolean {
  const table = sqlite.prepare("select 1 from sqlite_schema where name = 'migrations'").get();
  return table !== undefined && count(sqlite) === migrations.length;
}

function count(sqlite: DatabaseSync): number {
  return sqlite.prepare("select count(*) as steps from migrations").get()!["steps"] as number;
}

/** A copy from before the change, so that a new version that disappoints can be taken back. */
function snapshot(sqlite: DatabaseSync, dataDir: string, step: number): void {
  const stamp = new Date().toISOString().replaceAll(/[-:]|\..*$/g, "");
  const path = join(dataDir, `before-migration-${step + 1}-${stamp}-${process.pid}.sqlite`);
  sqlite.prepare("vacuum into ?").run(path);
}

function tooNew(dataDir: string): Misconfigured {
  return new Misconfigured(
    `The database in ${dataDir} was written by a newer Broadsheet. Run that version, or bring back the snapshot that it made before it migrated.`,
  );
}
