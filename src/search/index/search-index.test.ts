import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openInstance, type Instance } from "../../../fixtures/instance.ts";
import { builtPrograms } from "../../../fixtures/finder.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { countUnindexed } from "../../catalogue/unindexed.ts";
import { deleteRows } from "../../catalogue/rows.ts";
import { indexFolder, openSearchIndex, type SearchIndex } from "./search-index.ts";

async function openLibrary(papers = 3) {
  const instance = await openInstance();
  await instance.save(...somePapers(papers));
  return instance;
}

function somePapers(count: number, from = 0) {
  return Array.from({ length: count }, (_, i) =>
    aPaper({
      identifier: `arxiv:2603.${20_000 + from + i}`,
      title: `Paper number${from + i}`,
      abstract: `About the gull of the year ${1900 + from + i}.`,
    }),
  );
}

function open({ db, dataDir }: Pick<Instance, "db" | "dataDir">): SearchIndex {
  const index = openSearchIndex({ db, dataDir, programs: builtPrograms });
  onTestFinished(() => index.close());
  return index;
}

async function count(index: SearchIndex, key: string): Promise<number> {
  const { total } = await index.find({
    clause: { kind: "word", keys: [key], fields: 3, weight: 1 },
    order: { by: "relevance" },
    offset: 0,
    limit: 10,
    forgiving: false,
  });
  return total;
}

test("what was taken in is there when the index is opened again", async () => {
  const instance = await openLibrary();
  const first = open(instance);
  expect(await first.catchUp()).toBe(true);
  expect(await count(first, "gull")).toBe(3);
  await first.close();
  expect(await countUnindexed(instance.db)).toBe(0);
  expect(await count(open(instance), "gull")).toBe(3);
});

test("a server takes in within two seconds what another process has stored", async () => {
  const instance = await openLibrary();
  const index = open(instance);
  index.follow();
  await vi.waitUntil(async () => (await count(index, "gull")) === 3, { timeout: 10_000 });
  await instance.save(...somePapers(2, 100));
  await vi.waitUntil(async () => (await count(index, "gull")) === 5, { timeout: 2_000 });
  await deleteRows(instance.db, [1]);
  await vi.waitUntil(async () => (await count(index, "gull")) === 4, { timeout: 2_000 });
  expect(await countUnindexed(instance.db)).toBe(0);
});

test.each([
  ["is missing", (folder: string) => rmSync(folder, { recursive: true })],
  ["has lost a file", (folder: string) => rmSync(join(folder, segmentIn(folder)))],
  [
    "has a damaged file",
    (folder: string) => {
      const path = join(folder, segmentIn(folder));
      const bytes = readFileSync(path);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = bytes[middle]! ^ 4;
      writeFileSync(path, bytes);
    },
  ],
  ["has a damaged list", (folder: string) => writeFileSync(join(folder, "manifest.json"), "{")],
  [
    "is of another format",
    (folder: string) => {
      const path = join(folder, "manifest.json");
      const manifest = JSON.parse(readFileSync(path, "utf8")) as object;
      writeFileSync(path, JSON.stringify({ ...manifest, format: 0 }));
    },
  ],
])("an index that %s is made anew by itself", async (_, harm) => {
  const instance = await openLibrary();
  const before = open(instance);
  await before.catchUp();
  await before.close();
  harm(join(instance.dataDir, indexFolder));
  const after = open(instance);
  after.follow();
  await vi.waitUntil(async () => (await count(after, "gull").catch(() => 0)) === 3, {
    timeout: 10_000,
  });
  expect(readdirSync(join(instance.dataDir, indexFolder)).toSorted()).toEqual([
    expect.stringMatching(/segment$/),
    "manifest.json",
  ]);
});

test("a catalogue that was taken back from a backup gets an index of its own", async () => {
  const instance = await openLibrary();
  const { db } = instance;
  const before = open(instance);
  await before.catchUp();
  const stamp = await db
    .selectFrom("instance")
    .selectAll()
    .where("name", "=", "index")
    .executeTakeFirstOrThrow();
  for (const batch of [10, 20]) {
    await instance.save(...somePapers(5, batch));
    await before.catchUp();
  }
  await before.close();
  // As of before the ten papers: neither they nor a word of them is known to the catalogue.
  await deleteRows(
    db,
    Array.from({ length: 10 }, (_, i) => 4 + i),
  );
  await db.deleteFrom("unindexed").execute();
  await db.updateTable("instance").set(stamp).where("name", "=", "index").execute();

  const after = open(instance);
  after.follow();
  await vi.waitUntil(async () => (await count(after, "gull")) === 3, { timeout: 10_000 });
  expect((await after.count()).papers).toBe(3);
});

test("while one process holds the index, others read it and ask that one to make it anew", async () => {
  const instance = await openLibrary();
  const server = open(instance);
  server.follow();
  await vi.waitUntil(async () => (await count(server, "gull")) === 3, { timeout: 10_000 });
  const command = open(instance);
  expect(await command.catchUp()).toBe(false);
  expect(await count(command, "gull")).toBe(3);
  await instance.save(...somePapers(2, 100));
  const told: number[] = [];
  await command.rebuild(({ of }) => told.push(of));
  expect(told[0]).toBe(5);
  expect(await countUnindexed(instance.db)).toBe(0);
  expect(await count(server, "gull")).toBe(5);
  expect(await count(command, "gull")).toBe(5);
});

test("many small intakes are merged, and nothing is lost or found twice by that", async () => {
  const instance = await openLibrary(0);
  const index = open(instance);
  for (let batch = 0; batch < 20; batch++) {
    await instance.save(...somePapers(5, batch * 5));
    await index.catchUp();
  }
  expect(await count(index, "gull")).toBe(100);
  const { papers, segments } = await index.count();
  expect(papers).toBe(100);
  expect(segments).toBeLessThan(10);
});

function segmentIn(folder: string): string {
  return readdirSync(folder).find((file) => file.endsWith(".segment"))!;
}
