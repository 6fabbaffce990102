import { expect, onTestFinished, test } from "vitest";
import { bookHarvest } from "../../fixtures/announcements.ts";
import { openArchive } from "../../fixtures/archive.ts";
import { commandLine } from "../../fixtures/command-line.ts";
import { openFrontPage } from "../../fixtures/front-page.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { openDatabase } from "../store/database.ts";

async function openPatient({ sources = "arxiv" } = {}) {
  const archive = await openArchive({ now: () => new Date() });
  const DATA_DIR = temporaryFolder();
  const db = openDatabase(DATA_DIR);
  onTestFinished(() => db.destroy());
  const page = await openFrontPage();
  const settings = { ...archive.settings, ...page.settings, DATA_DIR, SOURCES: sources };
  return {
    archive,
    page,
    db,
    doctor: (...words: string[]) => commandLine(["doctor", ...words], settings),
  };
}

/** The findings about arXiv, without the schedule's. */
function aboutArxiv(stdout: string): string[] {
  return stdout.split("\n").filter((line) => /^\w+ +arxiv/.test(line));
}

test("that arXiv wants us to wait is a warning, said once, with the time until when", async () => {
  const { archive, doctor } = await openPatient();
  archive.mood = { status: 503, retryAfter: "3000" };
  const asked = await doctor();
  const waits = /^warn +arxiv\S* +arXiv asked us to wait until \d\d:\d\d UTC on \d+ [A-Z][a-z]+\.$/;
  expect(aboutArxiv(asked.stdout)).toEqual([expect.stringMatching(waits)]);
  expect(asked.code).toBe(0);
  // So it is while it lasts, and nobody is asked again.
  const again = await doctor();
  expect(aboutArxiv(again.stdout)).toEqual([expect.stringMatching(waits)]);
  expect(again.code).toBe(0);
  expect(archive.requests).toHaveLength(1);
});

test("a refusal must be mended, and is said once", async () => {
  const { archive, doctor } = await openPatient();
  archive.mood = { status: 403 };
  const { code, stdout, stderr } = await doctor();
  expect(aboutArxiv(stdout)).toEqual([expect.stringMatching(/^wrong .*refuses us.*--resume/)]);
  expect(stderr).toContain("1 of these must be mended.");
  expect(code).toBe(1);
});

test("Hugging Face is looked at where it is a source, beside arXiv that refuses us", async () => {
  const { archive, page, doctor } = await openPatient({ sources: "hugging-face arxiv" });
  archive.mood = { status: 403 };
  const { stdout } = await doctor();
  expect(stdout).toMatch(/^ok +hugging-face +127\.0\.0\.1:\d+ answers, in \d+ ms$/m);
  expect(stdout).toMatch(/^ok +harvest +hugging-face: next at \d{4}-/m);
  expect(page.requests.map(({ url }) => url.pathname)).toEqual(["/api/daily_papers"]);
  const { archive: refusing, doctor: other, page: unasked } = await openPatient();
  refusing.mood = { status: 403 };
  expect((await other()).stdout).not.toContain("hugging-face");
  expect(unasked.requests).toEqual([]);
});

test("harvests that are dated in the future are a warning about the clock", async () => {
  const { db, doctor } = await openPatient();
  await bookHarvest(db, { startedAt: new Date(Date.now() - 60_000).toISOString() });
  expect((await doctor("--offline")).stdout).not.toContain("in the future");
  await bookHarvest(db, { startedAt: "2990-05-01T10:00:00.000Z" });
  const { code, stdout } = await doctor("--offline");
  expect(stdout).toMatch(
    /^warn +clock +one harvest is dated in the future, up to 2990-05-01 10:00 UTC/m,
  );
  expect(code).toBe(0);
});
