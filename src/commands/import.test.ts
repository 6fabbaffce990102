import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openArchive } from "../../fixtures/archive.ts";
import { commandLine } from "../../fixtures/command-line.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { broadsheet } from "../../fixtures/program.ts";

async function openArchiveWithGulls() {
  const archive = await openArchive();
  archive.papers.push({
    id: "2603.20001",
    title: String.raw`Gulls as $\alpha$-Stations of the Northern Bay`,
    abstract: "Gulls carry thermometers.",
    authors: ["Ines Duarte", "Per Holm"],
    categories: ["cs.RO"],
    versions: [{ at: new Date("2026-03-20T10:00:00Z") }],
    datestamp: new Date("2026-03-21T02:30:00Z"),
  });
  return archive;
}

test("a list is shown as a difference first, then taken", async () => {
  const archive = await openArchiveWithGulls();
  const DATA_DIR = temporaryFolder();
  const list = join(DATA_DIR, "list.txt");
  writeFileSync(list, "# Friday\n- Gulls as alpha-Stations of the Northern Bay\n");
  const settings = { DATA_DIR, ...archive.settings };
  const shown = await commandLine(["import", list], settings);
  expect(shown).toMatchObject({ code: 0, stderr: expect.not.stringContaining("not found") });
  expect(shown.stdout).toContain("     2 − Gulls as alpha-Stations of the Northern Bay\n");
  expect(shown.stdout).toContain("       + Gulls as α-Stations of the Northern Bay\n");
  expect(shown.stdout).toContain("       + Ines Duarte, Per Holm · 2603.20001\n");
  expect(shown.stdout).toMatch(
    /1 matched, nothing taken yet. Take them with --apply, or one by one at http:\/\/localhost:3000\/matches\/1\.[\w-]{32}\n/,
  );
  const taken = await broadsheet(["import", "--apply", list], settings);
  expect(taken.stdout).toContain("1 taken.");
  expect((await broadsheet(["search", "gulls"], settings)).stdout).toContain("2603.20001");
});

test("what was not found is listed, and makes it fail unless it is lenient", async () => {
  const archive = await openArchiveWithGulls();
  const DATA_DIR = temporaryFolder();
  const list = join(DATA_DIR, "list.txt");
  writeFileSync(list, "2603.29999\n2603.20001\n");
  const strict = await broadsheet(["import", list], { DATA_DIR, ...archive.settings });
  expect(strict.code).toBe(1);
  expect(strict.stdout).toContain("read 2, new 1");
  expect(strict.stderr).toContain("1 not found:\n  line 1: 2603.29999\n");
  const lenient = await commandLine(["import", "--lenient", list], {
    DATA_DIR,
    ...archive.settings,
  });
  expect(lenient.code).toBe(0);
});

test("offline nobody is asked, and it says so", async () => {
  const archive = await openArchiveWithGulls();
  const DATA_DIR = temporaryFolder();
  const list = join(DATA_DIR, "list.txt");
  writeFileSync(list, "2603.20001\n");
  const { code, stderr } = await commandLine(["import", "--offline", list], {
    DATA_DIR,
    ...archive.settings,
  });
  expect(code).toBe(1);
  expect(stderr).toContain("1 not here, and arXiv was not asked:\n  line 1: 2603.20001\n");
  expect(archive.requests).toHaveLength(0);
});

test("a saved page is taken in whole though nobody may be asked, and pasted text is read", async () => {
  const settings = { DATA_DIR: temporaryFolder() };
  const page = join(import.meta.dirname, "../../fixtures/saved-page.txt");
  const { code, stdout, stderr } = await broadsheet(["import", page], settings);
  expect(code).toBe(0);
  expect(stdout).toContain("read 3, new 3");
  expect(stderr).toContain("3 here by title alone:\n");
  // The fixture gives it no input, so there is nothing to read.
  const pasted = await broadsheet(["import", "-"], settings);
  expect(pasted.stdout).toContain("what was pasted: read 0");
});

test("a source that refuses is named, and what is left is listed", async () => {
  const archive = await openArchiveWithGulls();
  archive.mood = { status: 403 };
  const DATA_DIR = temporaryFolder();
  const list = join(DATA_DIR, "list.txt");
  writeFileSync(list, "Gulls as alpha-Stations of the Northern Bay\n");
  const { code, stderr } = await commandLine(["import", list], { DATA_DIR, ...archive.settings });
  expect(code).toBe(1);
  expect(stderr).toContain("1 could not be asked for:\n  line 1: Gulls as alpha-Stations");
  expect(stderr).toContain("403");
});

test("a list that is cut, and a DOI that is another work's, are said in plain sentences", async () => {
  const DATA_DIR = temporaryFolder();
  const cut = join(DATA_DIR, "cut.json");
  writeFileSync(cut, '[{"title": "Cut he');
  const book = join(DATA_DIR, "book.bib");
  writeFileSync(
    book,
    `@incollection{a, title={Gulls of the Northern Bay}, author={Lindqvist, Ada}, doi={10.1000/book}}
@incollection{b, title={A Theory of Sheep}, author={Okafor, Ben}, doi={10.1000/book}}`,
  );
  const { code, stdout, stderr } = await broadsheet(["import", "--offline", cut, book], {
    DATA_DIR,
  });
  expect(code).toBe(1);
  expect(stdout).toContain("read 2, new 1");
  expect(stderr).toContain("begins like JSON and cannot be read as such; it may have been cut.\n");
  expect(stderr).toContain(
    "1 not found:\n  line 2: A Theory of Sheep; the DOI 10.1000/book is that of “Gulls of the Northern Bay”\n",
  );
});
