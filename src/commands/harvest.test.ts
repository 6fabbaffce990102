import { once } from "node:events";
import { expect, onTestFinished, test, vi } from "vitest";
import { openArchive } from "../../fixtures/archive.ts";
import { commandLine } from "../../fixtures/command-line.ts";
import { item, openFrontPage } from "../../fixtures/front-page.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { startBroadsheet } from "../../fixtures/program.ts";
import { findRunning } from "../catalogue/harvest/health.ts";
import { easternDay } from "../papers/announcement-calendar.ts";
import { openDatabase } from "../store/database.ts";

test("a harvest that is killed runs no longer, from that moment on", async () => {
  const archive = await openArchive();
  archive.mood = { waitMs: 60_000 };
  const DATA_DIR = temporaryFolder();
  const db = openDatabase(DATA_DIR);
  onTestFinished(() => db.destroy());
  const program = startBroadsheet(["harvest"], { ...archive.settings, DATA_DIR });
  const running = async () => (await findRunning(db, { now: new Date() }))?.source;
  await vi.waitFor(async () => expect(await running()).toBe("arxiv-feed"), 15_000);
  program.kill("SIGKILL");
  await once(program, "exit");
  expect(await running()).toBeUndefined();
});

test.each([
  [
    ["--since", "2990-05-01"],
    /^2990-05-01 is still to come; --since takes a day up to today, \d{4}-\d\d-\d\d in UTC\.\n$/,
  ],
  [
    ["--since", "yesterday"],
    /^--since takes a day such as 2026-03-01, or all, not "yesterday"\.\n$/,
  ],
  [["--source", "arxiv-feed", "--since", "all"], /^The feed holds only the newest announcement/],
  [
    ["--resume", "--dry-run"],
    /^--resume lifts arXiv’s refusal for good, which --dry-run must not; leave one of them out\.\n$/,
  ],
  [["hugging-face", "--resume", "--dry-run"], /^--resume lifts Hugging Face’s refusal for good/],
])("harvest %j is refused before anybody is asked", async (words, said) => {
  const archive = await openArchive();
  const DATA_DIR = temporaryFolder();
  const settings = { ...archive.settings, DATA_DIR };
  const { code, stdout, stderr } = await commandLine(["harvest", ...words], settings);
  expect(stderr).toMatch(said);
  expect([code, stdout]).toEqual([1, ""]);
  expect(archive.requests).toEqual([]);
});

test("a dry run asks Hugging Face and writes no paper", async () => {
  const page = await openFrontPage();
  const today = easternDay(new Date());
  page.days.set(today, [item({ id: "2305.10000", on: today })]);
  const DATA_DIR = temporaryFolder();
  const words = ["harvest", "hugging-face", "--since", today, "--dry-run"];
  const { stdout } = await commandLine(words, { ...page.settings, DATA_DIR });
  expect(stdout).toMatch(/^hugging-face: success, received 1, newest listing date/);
  const db = openDatabase(DATA_DIR);
  onTestFinished(() => db.destroy());
  expect(await db.selectFrom("papers").select("id").execute()).toEqual([]);
  expect(await db.selectFrom("checkpoints").select("set_spec").execute()).toEqual([]);
});
