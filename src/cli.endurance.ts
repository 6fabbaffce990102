// The program killed while it imports, at several moments (`npm test` kills it once), and kept waiting.
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openInstance, temporaryFolder } from "../fixtures/instance.ts";
import { writePapers } from "../fixtures/many-papers.ts";
import { broadsheet, startBroadsheet } from "../fixtures/program.ts";
import { addReader } from "./community/readers.ts";
import { databaseFile } from "./store/database.ts";

test("an import that is killed again and again loses nothing and doubles nothing", async () => {
  const DATA_DIR = temporaryFolder();
  const file = writePapers(DATA_DIR, 6000);
  let killed = 0;
  for (const wait of [250, 400, 550, 700]) {
    const child = startBroadsheet(["import", file], { DATA_DIR });
    await sleep(wait);
    if (child.kill("SIGKILL")) killed++;
    await once(child, "close");
  }
  expect(killed).toBeGreaterThan(0);
  const last = await broadsheet(["import", file], { DATA_DIR });
  expect(last.code).toBe(0);
  const index = await broadsheet(["index"], { DATA_DIR });
  expect(index.stdout).toMatch(/^papers 6,000, indexed 6,000, in \d segments?\n$/);
});

test("a database that another program writes to for long is said to be busy", async () => {
  const { db, dataDir } = await openInstance();
  await addReader(db, {
    name: "Olga",
    address: "olga@university.edu",
    role: "owner",
    now: new Date(),
  });
  const other = new DatabaseSync(join(dataDir, databaseFile));
  other.exec("begin immediate");
  const words = ["moderate", "words", "add", "casino"];
  const { code, stderr } = await broadsheet(words, { DATA_DIR: dataDir });
  other.exec("rollback");
  other.close();
  expect([code, stderr]).toEqual([1, expect.stringContaining("run this again")]);
  expect((await broadsheet(words, { DATA_DIR: dataDir })).code).toBe(0);
}, 60_000);
