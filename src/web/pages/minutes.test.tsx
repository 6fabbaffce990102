import { expect, test } from "vitest";
import { manyPapers, webForTest } from "../../../fixtures/web.ts";

// Twenty words each and half a minute: about seventeen in ten minutes.
const papers = manyPapers(40);

test("ten minutes of an edition are as many papers as one can read, and then it says done", async () => {
  const { read } = await webForTest({ papers });
  const page = await read("/day/2026-03-27?minutes=10");
  const shown = page.match(/<article/g)!.length;
  expect(shown).toBeGreaterThan(10);
  expect(shown).toBeLessThan(20);
  expect(page).toContain(`<strong>10\u00a0minutes: ${shown}\u00a0papers</strong>`);
  expect(page).toMatch(
    /That is ten minutes\. Done\..*href="\/day\/2026-03-27">The whole edition, 40\u00a0papers/s,
  );
  expect(page).not.toContain("Papers 1 to");
  const { items, feed_url: self } = JSON.parse(await read("/day/2026-03-27/feed.json?minutes=10"));
  expect([items.length, self]).toEqual([
    shown,
    "http://localhost:3000/day/2026-03-27/feed.json?minutes=10",
  ]);
  const short = await read("/day/2026-03-27?minutes=1");
  expect(short).toContain("<strong>1\u00a0minute: 1\u00a0paper</strong>");
  expect(short).toContain("That is one minute. Done.");
});

test("every edition offers it in its head: the newest, weeks, months and sections", async () => {
  const { read } = await webForTest({ papers });
  for (const path of [
    "/",
    "/week/2026-W13",
    "/month/2026-03",
    "/sections/cs.CV",
    "/sections/cs.CV/day/2026-03-27",
  ]) {
    expect(await read(path)).toMatch(
      /<header.*Read for .*\?minutes=5".*\?minutes=10".*\?minutes=20".* minutes.*<\/header>/s,
    );
    expect(await read(`${path}?minutes=5`)).toContain("That is five minutes. Done.");
  }
  expect(await read("/sections/cs.CV/day/2026-03-27?minutes=5")).toContain(
    'href="/sections/cs.CV/day/2026-03-27">all 40\u00a0papers',
  );
});

test("an edition that is shorter than the time is whole", async () => {
  const { read } = await webForTest({ papers: manyPapers(3) });
  const page = await read("/?minutes=20");
  expect(page).toContain("<strong>20\u00a0minutes: 3\u00a0papers</strong>");
  expect(page).not.toContain("The whole edition");
});

test("an edition without papers offers no minutes", async () => {
  const { read } = await webForTest({ papers });
  expect(await read("/day/2026-03-26")).not.toContain("Read for");
});

test.each(["0", "121", "-1", "ten", "1.5", "1e1"])("%s minutes are explained", async (minutes) => {
  const { web } = await webForTest({ papers });
  expect((await web.request(`/day/2026-03-27/feed?minutes=${minutes}`)).status).toBe(400);
  const response = await web.request(`/day/2026-03-27?minutes=${minutes}`);
  expect(response.status).toBe(400);
  const page = await response.text();
  expect(page).toContain("Minutes are a whole number from 1 to 120");
  expect(page).toContain('<a href="/day/2026-03-27">the whole edition</a>');
});
