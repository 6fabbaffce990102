import { expect, test } from "vitest";
import { announce, bookHarvest } from "../../../fixtures/announcements.ts";
import { manyPapers, now, paper, webForTest, type TestWebOptions } from "../../../fixtures/web.ts";
import { showSample } from "../../catalogue/sample.ts";

const gathered = { startedAt: "2026-03-27T04:07:00.000Z", received: 132, new: 132 };

async function complete(options: TestWebOptions = {}) {
  const papers = manyPapers(132);
  const test = await webForTest({ papers, ...options });
  await announce(
    test.db,
    papers.map((each) => each.identifier!),
  );
  await bookHarvest(test.db, gathered);
  return test;
}

/** The text of a page, without its marks. */
function textOf(page: string): string {
  return page
    .slice(page.indexOf("<main"), page.indexOf("</main>"))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("\u00a0", " ")
    .replaceAll(/\s+/g, " ");
}

test("when all is well the status says so in one sentence, with every source and its clock", async () => {
  const { read, db } = await complete({
    settings: { TIME_ZONE: "Europe/Berlin" },
    nextRuns: () => [
      { task: "arxiv-feed", at: new Date("2026-03-30T04:05:00Z") },
      { task: "digest", at: new Date("2026-03-28T06:00:00Z") },
    ],
  });
  await db
    .insertInto("requests")
    .values({ host: "arxiv", source: "arxiv-feed", at: "2026-03-27T09:12:00.000Z", status: 200 })
    .execute();
  // A search is not answered before everything is taken in.
  await read("/search?q=anything");
  const text = textOf(await read("/status"));
  expect(text).toContain("All is well. Today’s edition is complete: 132 of 132.");
  expect(text).toContain("As of 10:30 Berlin time");
  expect(text).toContain("Announced and here 132 of 132, 05:07 Berlin time");
  expect(text).toContain("Requests in the last hour 1 to arXiv");
  expect(text).toContain("Search index 132 of 132 papers; behind by 0");
  expect(text).toMatch(/Daily feed arXiv 05:07, 132 papers 1\.0 s Mon 06:05 done/);
  expect(text).toMatch(/OAI-PMH arXiv never — not yet asked/);
  expect(text).toMatch(/Digest Sat 07:00 planned/);
  expect(text).toContain("05:07 Daily feed: 132 new of 132 papers");
});

test("missing papers, a source in trouble and an index that lags are said", async () => {
  const { read, db } = await complete();
  await announce(db, ["arxiv:2603.90001"]);
  const missing = textOf(await read("/status"));
  expect(missing).toContain("1 paper is missing. Today’s edition has 132 of 133.");
  expect(missing).toContain("27 March: 1 missing");
  await db.deleteFrom("announcements").where("identifier", "=", "arxiv:2603.90001").execute();
  await db.deleteFrom("unindexed").where("paper_id", "!=", 1).execute();
  await bookHarvest(db, {
    source: "arxiv-oai",
    startedAt: "2026-03-27T05:00:00.000Z",
    outcome: "cut",
    reason: "The list broke off.",
  });
  const text = textOf(await read("/status"));
  expect(text).toContain("OAI-PMH went wrong. Today’s edition is complete all the same");
  expect(text).toContain("Last error, 05:00: The list broke off. Last success: never.");
  expect(text).toContain("131 of 132 papers; behind by 1");
});

test("days of which nobody said what was announced have a dash, not a nought", async () => {
  const { read } = await complete();
  const text = textOf(await read("/status"));
  expect(text).toContain("27 March 132 132 0 0");
  expect(text).toContain("26 March — — — —");
});

test("an edition that is due and not here is said to be, with why and when it is tried again", async () => {
  const { read, db } = await webForTest({
    nextRuns: () => [{ task: "arxiv-feed", at: new Date("2026-03-27T09:40:00Z") }],
  });
  expect(textOf(await read("/status"))).toContain("Today’s edition is being waited for.");
  await bookHarvest(db, {
    startedAt: "2026-03-27T04:05:00.000Z",
    outcome: "unreachable",
    reason: "arXiv could not be reached. It is asked again later.",
  });
  expect(textOf(await read("/status"))).toContain(
    "Today’s edition is not here yet. arXiv could not be reached. It is asked again at 09:40 UTC.",
  );
});

test("a refusal stands above everything else, with the command that ends it", async () => {
  const { read, db } = await complete();
  await db
    .insertInto("turns")
    .values({
      host: "arxiv",
      free_at: "2026-03-24T07:12:00.000Z",
      refused_at: "2026-03-24T07:12:00.000Z",
      refused_reason: "403",
    })
    .execute();
  expect(textOf(await read("/status"))).toContain(
    "arXiv refused us on 24 March at 07:12 UTC. Nothing is asked until you say so: npm run broadsheet -- harvest --resume",
  );
});

test("Hugging Face stands among the sources where it is one, and its troubles are its own", async () => {
  const arxivOnly = await complete();
  expect(textOf(await arxivOnly.read("/status"))).not.toContain("Hugging Face");
  const settings = { SOURCES: "arxiv hugging-face" };
  const { read, db } = await complete({
    settings,
    nextRuns: () => [{ task: "hugging-face", at: new Date("2026-03-27T15:00:00Z") }],
  });
  expect(textOf(await read("/status"))).toContain("Hugging Face never 15:00 not yet asked");
  await bookHarvest(db, {
    source: "hugging-face",
    startedAt: "2026-03-27T09:00:00.000Z",
    outcome: "refused",
    reason: "huggingface.co refuses us (403).",
  });
  await db
    .insertInto("turns")
    .values({
      host: "hugging-face",
      free_at: "2026-03-27T09:00:00.000Z",
      refused_at: "2026-03-27T09:00:00.000Z",
    })
    .execute();
  const text = textOf(await read("/status"));
  expect(text).toContain("Hugging Face went wrong. Today’s edition is complete all the same");
  expect(text).toMatch(
    /Hugging Face 09:00 1\.0 s 15:00 refused Last error, 09:00: huggingface\.co/,
  );
  expect(text).toMatch(/Daily feed arXiv 04:07, 132 papers 1\.0 s — done/);
});

test("an instance that asks only Hugging Face says that arXiv is not gathered from", async () => {
  const settings = { SOURCES: "hugging-face" };
  const { read, db } = await webForTest({ settings, papers: [paper()] });
  const text = textOf(await read("/status"));
  expect(text).toContain("Nothing is gathered from arXiv by itself. 1 paper is here.");
  expect(text).toContain("Requests in the last hour 0 to Hugging Face");
  const refused_at = "2026-03-27T09:00:00.000Z";
  await db
    .insertInto("turns")
    .values({ host: "hugging-face", free_at: refused_at, refused_at })
    .execute();
  expect(textOf(await read("/status"))).toContain("Hugging Face refused us ");
});

test("an instance that gathers nothing says so", async () => {
  const { read } = await webForTest({ settings: { SOURCES: "none" }, papers: [paper()] });
  expect(textOf(await read("/status"))).toContain(
    "Nothing is gathered by itself. 1 paper is here.",
  );
});

test("nothing private is on the page, and none of it is markup", async () => {
  const { read, db } = await webForTest();
  await bookHarvest(db, {
    startedAt: "2026-03-27T04:05:00.000Z",
    outcome: "failed",
    reason: "<b>ENOSPC</b> in /srv/data/broadsheet.db of ada@example.org",
  });
  const page = await read("/status");
  expect(page).not.toMatch(/\/srv|ada@example|<b>/);
  expect(page).toContain("&lt;b&gt;ENOSPC");
  expect(page).not.toMatch(/\sstyle=/);
});

test("while a new instance gathers, its page says how far it is and renews itself", async () => {
  const { web, db } = await webForTest();
  await showSample(db, now);
  expect((await web.request("/")).headers.get("Refresh")).toBeNull();
  const harvest = { startedAt: "2026-03-27T09:29:50.000Z", running: true } as const;
  await bookHarvest(db, {
    ...harvest,
    progress: "Gathering arXiv’s announcement: 48 of 132 papers",
  });
  const response = await web.request("/");
  const page = await response.text();
  expect(response.headers.get("Refresh")).toBe("3");
  expect(page).toContain("Gathering the newest announcement from arXiv: 48 of 132.");
  expect(page).toMatch(/class="fill" width="36\.36%"/);
  expect(page).toContain("Sample");
});

test("so does an instance without the sample, and one whose first papers have come", async () => {
  const { web, db, read } = await webForTest();
  await bookHarvest(db, { startedAt: "2026-03-27T09:29:50.000Z", running: true });
  expect(await read("/")).toContain("Asking arXiv for the newest announcement.");
  const come = await webForTest({ papers: [paper()] });
  await bookHarvest(come.db, { startedAt: "2026-03-27T09:29:50.000Z", running: true });
  expect(await come.read("/")).toContain("Papers appear as they arrive");
  // Later harvests are nothing to wait for.
  await bookHarvest(come.db, { startedAt: "2026-03-26T04:05:00.000Z" });
  expect((await come.web.request("/")).headers.get("Refresh")).toBeNull();
  await db.deleteFrom("harvests").execute();
  expect((await web.request("/")).headers.get("Refresh")).toBeNull();
});

test("without a network a new instance says so plainly, and when it tries again", async () => {
  const { web, db } = await webForTest({
    nextRuns: () => [{ task: "arxiv-feed", at: new Date("2026-03-27T09:45:00Z") }],
  });
  await showSample(db, now);
  const startedAt = "2026-03-27T09:29:00.000Z";
  await bookHarvest(db, { startedAt, outcome: "unreachable", reason: "ENOTFOUND" });
  const response = await web.request("/");
  const page = textOf(await response.text());
  expect(page).toContain(
    "arXiv could not be reached at 09:29 UTC. It is asked again at 09:45 UTC.",
  );
  expect(page).toContain("Meanwhile this is a sample");
  expect(response.headers.get("Refresh")).toBeNull();
});
