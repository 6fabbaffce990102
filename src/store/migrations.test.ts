import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { parseHandle, reservedHandles } from "../community/handles.ts";
import { addReader } from "../community/readers.ts";
import { databaseFile, openDatabase } from "./database.ts";
import { migrations } from "./migrations.ts";

const discussion = "2026-11-27 discussion, moderation, authors, notifications";

/** The database of the version before the one that brought a migration. */
function databaseBefore(name: string): { folder: string; sqlite: DatabaseSync } {
  const folder = temporaryFolder();
  const sqlite = new DatabaseSync(join(folder, databaseFile));
  sqlite.exec("create table migrations (name text primary key, at text not null)");
  for (const migration of migrations) {
    if (migration.name === name) break;
    sqlite.exec(migration.sql);
    sqlite.prepare("insert into migrations values (?, ?)").run(migration.name, "2026-11-01");
  }
  return { folder, sqlite };
}

/** Every row of every table, by table. */
function rowsOf(sqlite: DatabaseSync): Map<string, unknown[]> {
  const tables = sqlite
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'title_words_%' and name not in ('migrations', 'sqlite_sequence')",
    )
    .all() as { name: string }[];
  return new Map(tables.map(({ name }) => [name, sqlite.prepare(`select * from "${name}"`).all()]));
}

const names = [
  "Ada Lindqvist",
  "Ben",
  "ben",
  "Ben",
  "Cyd O’Neill",
  "王小明",
  "🦊 Fox",
  "🦊",
  "a".repeat(30),
  "b".repeat(31),
  "Wolfeschlegelsteinhausenbergerdorff the elder of several",
  "admin",
  "Administrator",
  "ROOT",
  "Support",
  "Staff",
  "moderators",
  "Editors",
  "undefined",
  "null",
  "Reader 5",
  "reader 7",
  "Reader",
  "Reader Five",
  "X",
  "Al",
  "Ada  Two Spaces",
  " Leading",
  "Trailing ",
  "Ada-Hyphen",
  "Ada Hyphen",
  "3 Musketeers",
  "42",
  "Åsa",
  "K2",
  "Tab\tName",
  "it's; drop table readers",
];

test("what nobody is called is the same for those who were here before as for those who come", () => {
  const { sql } = migrations.find(({ name }) => name === discussion)!;
  const [, list = ""] = /'-'\) not in \(([^)]*)\)/.exec(sql)!;
  expect(list.split(",").map((each) => each.trim().slice(1, -1))).toEqual([...reservedHandles]);
});

test("readers of the version before have handles that are their own and may be had, and nothing else is other", async () => {
  const { folder, sqlite } = databaseBefore(discussion);
  const insert = sqlite.prepare(`insert into readers
    (name, email, email_verified, role, created_at, updated_at) values (?, ?, 1, ?, ?, ?)`);
  const at = "2026-10-01T08:00:00.000Z";
  for (const [n, name] of names.entries()) {
    insert.run(name, `reader${n}@university.edu`, n === 0 ? "owner" : "reader", at, at);
  }
  sqlite.exec(`
    insert into papers (id, identifier, title, abstract, authors, categories, title_hash, created_at, changed_at)
      values (1, 'arxiv:2603.25001', 'Gulls', 'Of gulls.', '[]', '[]', 'x', '${at}', '${at}');
    insert into votes (paper_id, reader_id, at) values (1, 1, '${at}'), (1, 2, '${at}');
    insert into library (reader_id, paper_id, saved_at, note) values (2, 1, '${at}', 'Read.');
    insert into sessions (reader_id, token, expires_at, created_at, updated_at)
      values (1, 'token', '${at}', '${at}', '${at}');
  `);
  const before = rowsOf(sqlite);
  sqlite.close();

  const db = openDatabase(folder);
  const readers = await db.selectFrom("readers").selectAll().orderBy("id").execute();
  const handles = readers.map(({ handle }) => handle);
  expect(new Set(handles).size).toBe(names.length);
  const made = readers.filter(({ id, handle }) => handle !== `reader-${id}`);
  for (const { handle } of made) expect(parseHandle(handle)).toBe(handle);
  const byName = new Map(readers.map(({ name, handle }) => [name, handle]));
  expect(byName.get("Ada Lindqvist")).toBe("ada-lindqvist");
  expect(byName.get("Reader Five")).toBe("reader-five");
  expect(byName.get("Reader 5")).toBe(`reader-${names.indexOf("Reader 5") + 1}`);
  // Of those who are called the same nobody is preferred.
  expect(readers.filter(({ name }) => /^ben$/i.test(name)).map(({ handle }) => handle)).toEqual([
    "reader-2",
    "reader-3",
    "reader-4",
  ]);
  const { handle } = await addReader(db, {
    name: "Reader 5",
    address: "new@university.edu",
    role: "reader",
    now: new Date(at),
  });
  expect(handles).not.toContain(handle);
  await db.deleteFrom("readers").where("email", "=", "new@university.edu").execute();
  await db.deleteFrom("instance").execute();
  await db.destroy();

  const after = new DatabaseSync(join(folder, databaseFile));
  const rows = rowsOf(after);
  expect(after.prepare("pragma foreign_key_check").all()).toEqual([]);
  expect(after.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  after.close();
  const people = rows.get("readers") as Record<string, unknown>[];
  expect(people.every(({ about, orcid }) => about === "" && orcid === null)).toBe(true);
  rows.set(
    "readers",
    people.map((row) =>
      Object.fromEntries(
        Object.entries(row).filter(([column]) => !["handle", "about", "orcid"].includes(column)),
      ),
    ),
  );
  // SQLite's rows have no prototype.
  const plain = (each: unknown) => JSON.stringify(each);
  for (const [table, were] of before) expect(plain(rows.get(table))).toBe(plain(were));
});
