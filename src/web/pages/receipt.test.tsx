import { expect, test } from "vitest";
import { announce, bookHarvest } from "../../../fixtures/announcements.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";

/** Nine papers announced: six here, one of them late, two hidden, one missing. */
async function harvested() {
  const papers = manyPapers(6);
  const old = [1, 2].map((index) =>
    paper({ identifier: `arxiv:2501.0000${index}`, title: `Old ${index}`, appearances: [] }),
  );
  const test = await webForTest({ papers: [...papers, ...old] });
  const names = papers.map((each) => each.identifier!);
  await announce(test.db, names.slice(1));
  await announce(test.db, names.slice(0, 1), { seenAt: "2026-03-28T10:00:00Z" });
  await announce(
    test.db,
    old.map((each) => each.identifier!),
    { kind: "cross", hiddenBy: "older-cross-list" },
  );
  await announce(test.db, ["arxiv:2603.90001"]);
  await announce(test.db, ["arxiv:2401.00001"], { kind: "replace" });
  await bookHarvest(test.db, { startedAt: "2026-03-27T04:07:00.000Z" });
  return test;
}

function words(page: string): string {
  return page
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("\u00a0", " ")
    .replaceAll(/\s+/g, " ");
}

test("the line under the date says what was announced, what is here, missing, late and hidden", async () => {
  const { read } = await harvested();
  const page = await read("/day/2026-03-27");
  expect(words(page)).toContain("announced 9 · here 6 · 1 missing · 1 late · hidden 2");
  expect(page).toContain('<strong class="short">here\u00a06</strong>');
  expect(page).toContain('href="/day/2026-03-27/receipt#hidden"');
  expect(page).toContain('<a href="/api/v1/editions/2026-03-27/papers">JSON</a>');
  expect(page).toContain("Late, came Saturday 28 March");
  expect(page.match(/Late, came/g)).toHaveLength(1);
});

test("the rail spells it out on both clocks, per source", async () => {
  const { read } = await harvested();
  const text = words(await read("/day/2026-03-27"));
  expect(text).toContain("One paper is missing");
  expect(text).toContain("Announced by arXiv Thursday 26 March at 20:00 Eastern time, 00:00 UTC 9");
  expect(text).toContain("Here since 04:07 UTC 6");
  expect(text).toContain("Replacements, not shown as new 1");
  expect(text).toContain("Daily feed announced last success 04:07 UTC 9");
});

test("the receipt lists what is missing and what is hidden, with the rule", async () => {
  const { read } = await harvested();
  const page = await read("/day/2026-03-27/receipt");
  expect(words(page)).toContain("9 were announced: 6 are here, 2 hidden, 1 missing.");
  expect(page).toContain("older papers, newly cross-listed");
  expect(page).toContain('href="/papers/2501.00001"');
  expect(page).toContain('href="https://arxiv.org/abs/2603.90001"');
  expect(page).toMatch(/id="missing".*id="hidden"/s);
  expect(await read("/week/2026-W13/receipt")).toContain("Friday 27 March");
  expect(words(await read("/month/2026-03"))).toContain("announced 9 · here 6");
});

test("the receipt of a holiday and of a Saturday says that nothing is announced, not that nobody knows", async () => {
  const { read } = await webForTest();
  const holiday = words(await read("/day/2027-01-01/receipt"));
  expect(holiday).toContain("Nothing is announced on a holiday.");
  expect(holiday).toContain("bears the date of Monday 4 January");
  const saturday = words(await read("/day/2026-03-28/receipt"));
  expect(saturday).toContain("Nothing is announced on a weekend.");
  for (const text of [holiday, saturday]) expect(text).not.toContain("nobody can say");
  // On a Friday there should be something.
  expect(words(await read("/day/2026-03-27/receipt"))).toContain("nobody can say");
});

test("a section keeps its own count, and papers from files theirs", async () => {
  const { read, db } = await harvested();
  expect(words(await read("/sections/cs.CV/day/2026-03-27"))).toContain("6 papers in cs.CV");
  await savePapers(db, [paper({ identifier: "arxiv:2603.00077" }, "2026-03-25")], { now });
  expect(words(await read("/day/2026-03-25"))).toContain("1 paper here");
  expect(await read("/day/2026-03-25/receipt")).toContain("What was announced is not known here.");
});

test("a holiday says holiday, until when, and that arXiv was asked", async () => {
  const { db, read } = await webForTest({
    papers: manyPapers(3, "2025-12-25"),
    at: new Date("2025-12-26T08:00:00Z"),
  });
  await bookHarvest(db, { startedAt: "2025-12-26T05:07:00.000Z" });
  const page = words(await read("/day/2025-12-26"));
  expect(page).toContain("No papers today. It is a holiday, not a fault.");
  expect(page).toContain("announced 0 · here 0 · holiday of arXiv");
  expect(page).toContain("no announcement on the evening of 25 December");
  expect(page).toContain("The holiday lasts until Monday 29 December");
  expect(page).toContain("arXiv’s calendar holiday Asked arXiv at 05:07 UTC Announced 0");
  expect(page).toContain("Next announcement Mon 29 Dec");
  expect(page).toContain("next: Monday 29 December");
  expect(page).toMatch(/none.*next/s);
});

test("a day whose feed failed says why, and leads to the status", async () => {
  const { db, read } = await webForTest({
    papers: manyPapers(3, "2026-03-26"),
    nextRuns: () => [{ task: "arxiv-feed", at: new Date("2026-03-27T09:45:00Z") }],
  });
  expect(words(await read("/day/2026-03-27"))).toContain("It is expected today.");
  await bookHarvest(db, {
    startedAt: "2026-03-27T09:00:00.000Z",
    outcome: "stale",
    reason: "arXiv’s feed still shows Thursday. It is asked again later.",
  });
  const page = await read("/day/2026-03-27");
  expect(words(page)).toContain(
    "arXiv’s feed still shows Thursday. It was asked at 09:00 UTC, and is asked again at 09:45 UTC",
  );
  expect(page).toContain('<a href="/status">The status page</a>');
});

test("a section without papers on a day that has some leads to those", async () => {
  const { read } = await harvested();
  const page = await read("/sections/math.ST/day/2026-03-27");
  expect(words(page)).toContain("None of the 6 papers of this day is in math.ST.");
});
