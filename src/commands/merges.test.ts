import { expect, test } from "vitest";
import { commandLine } from "../../fixtures/command-line.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { findPaper } from "../catalogue/papers.ts";

test("papers are made one by hand, the list says so, and it is taken back", async () => {
  const { db, dataDir, save } = await openInstance();
  const merges = (...words: string[]) => commandLine(["merges", ...words], { DATA_DIR: dataDir });
  await save(aPaper(), {
    identifier: "doi:10.1000/shirts",
    title: "Shirts",
    abstract: "Of shirts and the folding of them.",
  });
  expect(await merges()).toMatchObject({ code: 0, stdout: "No papers were merged yet.\n" });

  const made = await merges("make", "https://arxiv.org/abs/2603.25001v2", "10.1000/Shirts");
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toContain('now holds "Shirts", under 2603.25001');
  expect(await findPaper(db, "doi:10.1000/shirts")).toMatchObject({
    identifier: "arxiv:2603.25001",
  });
  expect((await merges()).stdout).toMatch(
    /^1 {2}\d{4}-\d\d-\d\d {2}doi:10\.1000\/shirts into 2603\.25001: somebody said so\n$/,
  );
  const same = await merges("make", "2603.25001", "10.1000/shirts");
  expect(same).toMatchObject({ code: 1, stderr: "Both names are of the same paper already.\n" });

  const undone = await merges("undo", "1");
  expect(undone).toMatchObject({ code: 0 });
  expect(undone.stdout).toContain("2603.25001 and doi:10.1000/shirts are two papers again");
  expect((await merges()).stdout).toMatch(/; undone \d{4}-\d\d-\d\d\n$/);
  expect(await findPaper(db, "doi:10.1000/shirts")).toMatchObject({ title: "Shirts" });
}, 60_000);

test("what cannot be merged or undone is said in words", async () => {
  const { dataDir, save } = await openInstance();
  const merges = (...words: string[]) => commandLine(["merges", ...words], { DATA_DIR: dataDir });
  await save(aPaper());
  expect(await merges("make", "2603.25001", "2603.99999")).toMatchObject({
    code: 1,
    stderr: "There is no paper 2603.99999 here.\n",
  });
  expect(await merges("make", "2603.25001", "shirts")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"shirts" is no identifier'),
  });
  expect(await merges("undo", "7")).toMatchObject({
    code: 1,
    stderr: "There is no merge 7 here.\n",
  });
  expect(await merges("undo", "first")).toMatchObject({ code: 1 });
  expect(await merges("undo")).toMatchObject({ code: 2 });
}, 60_000);
