import { execFile } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { openPostbag, type Postbag } from "../../../fixtures/reports.ts";
import { databaseFile, openDatabase } from "../../store/database.ts";
import {
  countSuppressed,
  liftSuppression,
  listSuppressed,
  recallSuppressions,
  suppress,
  type SuppressionReason,
} from "./suppression.ts";

const now = new Date("2026-03-27T08:00:00Z");
const later = new Date("2026-03-28T08:00:00Z");

function fileOf({ keeper }: Postbag): string {
  return join(keeper.dataDir, "suppressed.txt");
}

async function listIn({ db, keeper }: Postbag, ...names: string[]): Promise<string[]> {
  const keys = names.map((name) => `${name}@example.net`);
  return [...(await listSuppressed(db, keeper, keys)).keys()];
}

async function suppressIn(
  { db, keeper }: Postbag,
  name: string,
  reason: SuppressionReason = "hard",
  at = now,
): Promise<void> {
  await suppress(db, keeper, { addressKey: `${name}@example.net`, reason, now: at });
}

test("an address is kept from mail, and its name stands nowhere", async () => {
  const office = await openPostbag();
  await suppressIn(office, "ada");
  expect(await listIn(office, "ada", "grace")).toEqual(["ada@example.net"]);
  await office.db.destroy();
  const database = readFileSync(join(office.keeper.dataDir, databaseFile), "latin1");
  for (const text of [database, readFileSync(fileOf(office), "utf8")]) {
    expect(text).not.toContain("ada@");
  }
});

test("an address is free again once its owner confirms", async () => {
  const office = await openPostbag();
  await suppressIn(office, "ada");
  const ada = { addressKey: "ada@example.net", now: later };
  await liftSuppression(office.db, office.keeper, ada);
  await liftSuppression(office.db, office.keeper, ada);
  expect(await listIn(office, "ada")).toEqual([]);
  expect(readFileSync(fileOf(office), "utf8").trim().split("\n")).toHaveLength(2);
});

test("what is known to be wrong with an address stays known when its owner leaves", async () => {
  const { db, keeper } = await openPostbag();
  const of = async (...given: SuppressionReason[]) => {
    const addressKey = `${given.join("-")}@example.net`;
    for (const reason of given) await suppress(db, keeper, { addressKey, reason, now });
  };
  await of("hard", "unsubscribed");
  await of("complaint", "hard", "soft");
  await of("unsubscribed", "hard");
  await of("owner", "complaint");
  await of("soft", "unsubscribed", "soft");
  await of("unsubscribed");
  expect(await countSuppressed(db)).toEqual({
    unsubscribed: 1,
    soft: 1,
    hard: 2,
    complaint: 1,
    owner: 1,
  });
});

test("who has left stays away when an older backup comes back", async () => {
  const office = await openPostbag();
  await suppressIn(office, "early");
  await suppressIn(office, "returned");
  const backup = join(office.keeper.dataDir, "backup.sqlite");
  await office.db.destroy();
  writeFileSync(backup, readFileSync(join(office.keeper.dataDir, databaseFile)));

  const db = openDatabase(office.keeper.dataDir);
  const used = { ...office, db };
  await suppressIn(used, "late", "complaint", later);
  await liftSuppression(db, office.keeper, { addressKey: "returned@example.net", now: later });
  await db.destroy();
  for (const end of ["-wal", "-shm"]) {
    rmSync(join(office.keeper.dataDir, databaseFile + end), { force: true });
  }
  writeFileSync(join(office.keeper.dataDir, databaseFile), readFileSync(backup));

  const restored = { ...office, db: openDatabase(office.keeper.dataDir) };
  expect(await listIn(restored, "early", "late", "returned")).not.toContain("late@example.net");
  await recallSuppressions(restored.db, office.keeper);
  const kept = await listIn(restored, "early", "late", "returned");
  expect(kept.toSorted()).toEqual(["early@example.net", "late@example.net"]);
  expect(await countSuppressed(restored.db)).toMatchObject({ hard: 1, complaint: 1 });
  await restored.db.destroy();
});

test("a lost file is written anew", async () => {
  const office = await openPostbag();
  await suppressIn(office, "ada");
  await suppressIn(office, "grace", "complaint");
  rmSync(fileOf(office));
  await recallSuppressions(office.db, office.keeper);
  await office.db.deleteFrom("suppressions").execute();
  await office.db.deleteFrom("instance").where("name", "=", "suppressed.txt").execute();
  await recallSuppressions(office.db, office.keeper);
  expect(await listIn(office, "ada", "grace")).toHaveLength(2);
});

test("an instance from which nobody has left needs no file", async () => {
  const office = await openPostbag();
  await recallSuppressions(office.db, office.keeper);
  expect(existsSync(fileOf(office))).toBe(false);
});

test("a damaged line costs no other", async () => {
  const office = await openPostbag();
  await suppressIn(office, "ada");
  await suppressIn(office, "grace");
  const [ada = "", grace = ""] = readFileSync(fileOf(office), "utf8").split("\n");
  const cut = `${grace.slice(0, 50)}`;
  writeFileSync(
    fileOf(office),
    `\0\0\n${ada}\n\nhard\n${grace.replace("hard", "maybe")}\n${grace.replace("2026", "9999-99")}\n${cut}`,
  );
  await office.db.deleteFrom("suppressions").execute();
  // The next line does not run into the one that was cut off.
  await suppressIn(office, "emmy");
  await recallSuppressions(office.db, office.keeper);
  const kept = await listIn(office, "ada", "grace", "emmy");
  expect(kept.toSorted()).toEqual(["ada@example.net", "emmy@example.net"]);
  expect(readFileSync(fileOf(office), "utf8")).toMatch(/\n[\w-]{32} hard [^\n]*\n$/);
});

test("what was undone with its transaction is not forgotten: it errs on the side of silence", async () => {
  const office = await openPostbag();
  const undone = office.db.transaction().execute(async (db) => {
    await suppressIn({ ...office, db }, "ada");
    throw new Error("The disk is full.");
  });
  await expect(undone).rejects.toThrow("The disk is full.");
  expect(await listIn(office, "ada")).toEqual([]);
  await recallSuppressions(office.db, office.keeper);
  expect(await listIn(office, "ada")).toEqual(["ada@example.net"]);
});

test("three processes at once lose no line of each other's", async () => {
  const office = await openPostbag();
  const names = Array.from({ length: 60 }, (_, index) => `reader${index}`);
  await Promise.all([0, 20, 40].map((first) => suppressElsewhere(office, first)));
  expect(await listIn(office, ...names)).toHaveLength(60);
  const lines = readFileSync(fileOf(office), "utf8").trim().split("\n");
  expect(new Set(lines)).toHaveLength(60);
});

/** Twenty readers, in a process of its own. */
async function suppressElsewhere({ keeper }: Postbag, first: number): Promise<void> {
  const script = `
    import { openDatabase } from "${import.meta.dirname}/../../store/database.ts";
    import { suppress } from "${import.meta.dirname}/suppression.ts";
    const keeper = ${JSON.stringify(keeper)};
    const db = openDatabase(keeper.dataDir);
    for (let reader = ${first}; reader < ${first} + 20; reader++) {
      const addressKey = \`reader\${reader}@example.net\`;
      await suppress(db, keeper, { addressKey, reason: "hard", now: new Date() });
    }
    await db.destroy();
  `;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
}

test("100,000 lines are recalled in seconds, and then at once", async () => {
  const office = await openPostbag(temporaryFolder());
  const lines = Array.from({ length: 100_000 }, (_, index) => {
    const hash = String(index).padStart(32, "0");
    return `${hash} ${index % 10 === 9 ? "lifted" : "hard"} ${now.toISOString()}\n`;
  });
  appendFileSync(fileOf(office), lines.join(""));
  const began = performance.now();
  await recallSuppressions(office.db, office.keeper);
  const first = performance.now() - began;
  await recallSuppressions(office.db, office.keeper);
  const again = performance.now() - began - first;
  const keys = Array.from({ length: 1000 }, (_, index) => `reader${index}@example.net`);
  await suppressIn(office, "reader7");
  const asked = performance.now();
  expect(await listSuppressed(office.db, office.keeper, keys)).toEqual(
    new Map([["reader7@example.net", "hard"]]),
  );
  const listed = performance.now() - asked;
  console.log(
    `recalled 100,000 lines in ${first.toFixed()} ms, again in ${again.toFixed(1)} ms; asked for 1,000 in ${listed.toFixed()} ms`,
  );
  expect(await countSuppressed(office.db)).toMatchObject({ hard: 90_001 });
  expect(first).toBeLessThan(10_000);
  expect(again).toBeLessThan(200);
  expect(listed).toBeLessThan(1000);
});
