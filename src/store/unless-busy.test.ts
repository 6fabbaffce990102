// Two processes of one instance, as far as the database can tell.
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { busyTimeoutMs, openDatabase } from "./database.ts";
import type { Database } from "./tables.ts";
import { unlessBusy } from "./unless-busy.ts";

function twoProcesses(): [Database, Database] {
  const folder = temporaryFolder();
  const open = () => {
    const db = openDatabase(folder);
    onTestFinished(() => db.destroy());
    return db;
  };
  return [open(), open()];
}

async function leave(db: Database, name: string): Promise<string> {
  await db.insertInto("leases").values({ name, holder: "", until: "" }).execute();
  return name;
}

async function listLeft(db: Database): Promise<string[]> {
  const rows = await db.selectFrom("leases").select("name").execute();
  return rows.map(({ name }) => name);
}

test("while another process writes, it is left undone at once, and done later", async () => {
  const [one, other] = twoProcesses();
  await one.transaction().execute(async (one) => {
    await leave(one, "first");
    expect(await unlessBusy(other, (db) => leave(db, "second"))).toBeUndefined();
    expect(await listLeft(other)).toEqual([]);
  });
  expect(await unlessBusy(other, (db) => leave(db, "third"))).toBe("third");
  expect(await listLeft(one)).toEqual(["first", "third"]);
});

async function waitOf(db: Database): Promise<number> {
  const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(db);
  return rows[0]!.timeout;
}

test("it does not wait at all, and others do as before, also when something else goes wrong", async () => {
  const [one] = twoProcesses();
  expect(await unlessBusy(one, waitOf)).toBe(0);
  expect(await waitOf(one)).toBe(busyTimeoutMs);
  await leave(one, "first");
  await expect(unlessBusy(one, (db) => leave(db, "first"))).rejects.toThrow("UNIQUE");
  expect(await waitOf(one)).toBe(busyTimeoutMs);
});
