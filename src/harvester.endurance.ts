// Whole years and crowds of papers: what takes minutes. Prints the figures of the checks H1, H4, H6
// and H7.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openArchive } from "../fixtures/archive.ts";
import { makePapers, oldPapers } from "../fixtures/archive/invented-papers.ts";
import { openGathering } from "../fixtures/gathering.ts";
import { temporaryFolder } from "../fixtures/instance.ts";
import { liveUntil } from "../fixtures/living.ts";
import { broadsheet, startBroadsheet } from "../fixtures/program.ts";
import { whyNoListing } from "./papers/announcement-calendar.ts";
import { addDays, dayPeriod, weekPeriod } from "./papers/period.ts";
import { getReceipt } from "./editions/receipt.ts";
import { openDatabase } from "./store/database.ts";

const settings = { ARXIV_CATEGORIES: "cs.LG" };
const ours = { categories: ["cs.LG"] };

test("H6: a simulated 2026 gives exactly the expected editions", async () => {
  const instance = await openGathering({ now: "2026-01-02T06:00:00Z", settings });
  const { archive, days, edition, db } = instance;
  const year = Array.from({ length: 365 }, (_, index) => addDays("2026-01-05", index)).filter(
    (day) => day <= "2026-12-31" || day === "2027-01-04",
  );
  // arXiv's own list of deferred evenings and nothing of ours decides what it announces.
  const deferred = new Set(
    "2026-01-01 2026-01-19 2026-09-07 2026-11-26 2026-12-29 2026-12-31".split(" "),
  );
  const listed = year.filter(
    (day) =>
      ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) && !deferred.has(addDays(day, -1)),
  );
  for (const on of ["2026-01-01", ...listed]) {
    archive.announce(on, ...makePapers(3, { ...ours, on }));
  }
  const told = await liveUntil(instance, "2027-01-04T12:00:00Z");
  const outcomes = new Set(told.map(({ harvest }) => harvest.outcome));
  const found = (await days()).filter((day) => day >= "2026-01-05");
  const late = await Promise.all(
    found.map(async (day) => (await getReceipt(db, { period: dayPeriod(day) })).late),
  );
  console.log(
    `H6: ${found.length} editions of ${listed.length} expected, ${late.filter(Boolean).length} with late papers, ${told.length} harvests, ${archive.requests.length} requests`,
  );
  expect(outcomes).toEqual(new Set(["success"]));
  expect(found).toEqual(listed);
  expect(late.every((count) => count === 0)).toBe(true);
  for (const day of listed) expect(await edition(day)).toHaveLength(3);
  expect(weekPeriod("2026-12-31").key).toBe("2026-W53");
  expect(whyNoListing("2026-11-27")).toBe("holiday");
  // Two looks on a day with an announcement: feed and OAI-PMH.
  expect(archive.requests.length).toBeLessThan(3 * listed.length);
});

test("H7: of 200,000 old papers that are re-stamped today none is shown as new", async () => {
  const instance = await openGathering({ now: "2026-03-27T04:30:00Z", settings });
  const { archive, gather, edition, db } = instance;
  archive.announce("2026-03-27", ...makePapers(5, { ...ours, on: "2026-03-27" }));
  archive.backlogs.push(oldPapers(200_000, new Date("2026-03-27T02:00:00Z"), ours));
  const began = performance.now();
  const [feed, oai] = await gather("arxiv-feed", "arxiv-oai");
  const seconds = Math.round((performance.now() - began) / 1000);
  const today = await edition("2026-03-27");
  const { papers } = await db
    .selectFrom("papers")
    .select((select) => select.fn.countAll<number>().as("papers"))
    .executeTakeFirstOrThrow();
  console.log(
    `H7: ${oai!.received} records received in ${seconds} s, ${papers} papers here, ${today.length - 5} old ones in today's edition`,
  );
  expect([feed!.outcome, oai!.outcome]).toEqual(["success", "success"]);
  expect(papers).toBe(200_005);
  expect(today).toHaveLength(5);
});

test("H4: killed on every page, the harvest ends with the whole set, each paper once", async () => {
  const archive = await openArchive({ now: new Date("2026-03-27T12:00:00Z"), recordsPerPage: 40 });
  const days = ["2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27"];
  for (const on of days) archive.announce(on, ...makePapers(60, { ...ours, on }));
  const dataDir = temporaryFolder();
  const environment = { ...archive.settings, ...settings, DATA_DIR: dataDir };
  const words = ["harvest", "--source", "arxiv-oai"];
  let kills = 0;
  for (let kill = 1; kill <= 16; kill++) {
    // The page is slow enough to be hit in the middle.
    archive.moods.oai = { trickle: { bytes: 20_000, everyMs: 30 } };
    const before = archive.requests.length;
    const program = startBroadsheet(words, environment);
    program.stdout.resume();
    program.stderr.resume();
    while (archive.requests.length === before && program.exitCode === null) await sleep(2);
    // From the first byte of the page to after its last.
    await sleep((kill * 53) % 200);
    program.kill("SIGKILL");
    if (program.exitCode === null) await once(program, "exit");
    if (program.signalCode === "SIGKILL") kills++;
  }
  archive.moods.oai = {};
  const { code, stdout } = await broadsheet(words, environment);
  const db = openDatabase(dataDir);
  const rows = await db.selectFrom("papers").select("identifier").execute();
  await db.destroy();
  console.log(
    `H4: ${kills} kills, ${rows.length} of 300 papers, ${rows.length - new Set(rows.map((row) => row.identifier)).size} doubled, ${archive.requests.length} requests`,
  );
  expect([code, stdout]).toEqual([0, expect.stringContaining("arxiv-oai: success")]);
  expect(kills).toBeGreaterThanOrEqual(8);
  expect(rows).toHaveLength(300);
});

test("H1: over feed, OAI-PMH and API, two processes, retries and a restart, three seconds lie between two requests", async () => {
  const archive = await openArchive({ now: () => new Date(), recordsPerPage: 4 });
  const today = new Date().toISOString().slice(0, 10);
  const papers = makePapers(25, { ...ours, on: "2026-03-27" });
  archive.papers.push(...papers);
  archive.announce(today, ...makePapers(20, { ...ours, on: today }));
  archive.forTheNext(1, { status: 503, retryAfter: "4" });
  archive.forTheNext(1, { reset: true }, "oai");
  const environment = { ...archive.settings, ...settings, DATA_DIR: temporaryFolder() };
  const server = startBroadsheet(["serve"], { ...environment, PORT: "0" });
  server.stdout.resume();
  server.stderr.resume();
  await sleep(1000);
  const list = `${temporaryFolder()}/list.txt`;
  await (
    await import("node:fs/promises")
  ).writeFile(
    list,
    papers
      .slice(0, 5)
      .map((paper) => `arXiv:${paper.id}\n`)
      .join(""),
  );
  const imports = [broadsheet(["import", list], environment)];
  await sleep(9000);
  server.kill("SIGKILL");
  imports.push(broadsheet(["harvest"], environment));
  await Promise.all(imports);
  const sources = new Set(archive.requests.map((each) => each.source));
  console.log(
    `H1: ${archive.requests.length} requests to ${[...sources].join(", ")}; smallest gap ${(archive.smallestGapMs() / 1000).toFixed(3)} s, at most ${archive.greatestConcurrency} at a time`,
  );
  expect(sources).toEqual(new Set(["feed", "oai", "api"]));
  expect(archive.smallestGapMs()).toBeGreaterThanOrEqual(3000);
  expect(archive.greatestConcurrency).toBe(1);
});
