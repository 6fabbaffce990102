import { expect, test } from "vitest";
import { form, manyPapers, paper, webForTest, type TestWeb } from "../../../fixtures/web.ts";

const wednesday = paper({ identifier: "arxiv:2603.00001", title: "Of Wednesday" }, "2026-03-25");
const thursday = paper({ identifier: "arxiv:2603.00002", title: "Of Thursday" }, "2026-03-26");
const friday = paper({ identifier: "arxiv:2603.00003", title: "Of Friday" }, "2026-03-27");
const vision = paper(
  { identifier: "arxiv:2603.00004", title: "Of Vision", categories: ["cs.CV"] },
  "2026-03-27",
);
const week = [wednesday, thursday, friday, vision];

/** What a browser with this mark is shown. */
async function readMarked({ read }: TestWeb, path: string, mark: string): Promise<string> {
  return await read(path, { headers: { Cookie: `seen=${mark}` } });
}

function titlesOn(page: string): string[] {
  return [...page.matchAll(/<a class="title"[^>]*>([^<]+)</g)].map((match) => match[1]!);
}

test("the papers of all editions after the mark stand as one edition, the best first", async () => {
  const test = await webForTest({
    papers: [...week, paper({}, "2026-03-26")],
  });
  const page = await readMarked(test, "/since", "2026-03-25");
  expect(page).toContain("<h1>Since Wednesday 25 March 2026</h1>");
  expect(page).toContain("<strong>2\u00a0editions</strong>");
  expect(page).toContain("<strong>4\u00a0papers</strong>");
  expect(titlesOn(page)).toEqual(["List Estimation", "Of Vision", "Of Friday", "Of Thursday"]);
  expect(page).toContain("Thursday\u00a026\u00a0March");
  expect(page).toMatch(/Day by day.*href="\/day\/2026-03-27".*href="\/day\/2026-03-26"/s);
  expect(page).toContain('<meta name="robots" content="noindex"');
});

test("a day in the address does without a cookie, and goes before it", async () => {
  const test = await webForTest({ papers: week });
  const page = await test.read("/since?day=2026-03-26");
  expect(titlesOn(page)).toEqual(["Of Vision", "Of Friday"]);
  expect(await readMarked(test, "/since?day=2026-03-26", "2026-03-20")).toBe(page);
});

test("a paper that stands in two of the editions is counted once", async () => {
  const test = await webForTest({
    papers: [
      paper({
        appearances: [
          { day: "2026-03-26", kind: "announced" },
          { day: "2026-03-27", kind: "featured" },
        ],
      }),
    ],
  });
  expect(await readMarked(test, "/", "2026-03-25")).toContain(
    "2\u00a0editions, 1\u00a0paper since your last visit",
  );
  expect(await test.read("/since?day=2026-03-25")).toContain("<strong>1\u00a0paper</strong>");
});

test("reading sets no cookie; the button at the foot marks all as read", async () => {
  const test = await webForTest({ papers: week });
  const headers = { Cookie: "seen=2026-03-25" };
  for (const path of ["/", "/since", "/since?day=2026-03-20", "/day/2026-03-27"]) {
    for (const init of [{}, { headers }]) {
      expect((await test.web.request(path, init)).headers.get("Set-Cookie")).toBeNull();
    }
  }
  expect(await readMarked(test, "/since", "2026-03-25")).toMatch(
    /action="\/since"><input[^>]*><button[^>]*name="seen" value="2026-03-27">Mark all as read up to Friday 27 March</,
  );
  const marked = await test.web.request("/since", form({ seen: "2026-03-27" }));
  expect([marked.status, marked.headers.get("Location")]).toEqual([303, "/since"]);
  expect(marked.headers.get("Set-Cookie")).toBe(
    "seen=2026-03-27; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax",
  );
});

test("without a mark the page says what it is for, and offers one or the last seven days", async () => {
  const { read } = await webForTest({ papers: week });
  const page = await read("/since");
  expect(page).toContain("How far have you read?");
  expect(page).toContain("Mark all as read up to Friday 27 March");
  expect(page).toContain('href="/since?day=2026-03-20"');
});

test("on the page of a day the reader with a mark is told what has come since", async () => {
  const test = await webForTest({ papers: week });
  const told = /<p class="news-line"><a href="\/since">.*?<\/a>/;
  for (const path of ["/", "/day/2026-03-25", "/day/2026-03-28"]) {
    const [line] = told.exec(await readMarked(test, path, "2026-03-25"))!;
    expect(line, `on ${path}`).toContain("2\u00a0editions, 3\u00a0papers since your last visit");
  }
  expect(await readMarked(test, "/", "2026-03-26")).toContain(
    "1\u00a0edition, 2\u00a0papers since your last visit",
  );
  expect(await readMarked(test, "/", "2026-03-27")).not.toMatch(told);
  expect(await readMarked(test, "/", "2026-03-27")).toContain("Nothing new since Friday 27 March.");
  expect(await test.read("/")).not.toMatch(told);
  expect(await test.read("/")).toContain('<a href="/since">Since your last visit</a>');
  for (const path of ["/week/2026-W13", "/sections/cs.CV/day/2026-03-27"]) {
    expect(await readMarked(test, path, "2026-03-25")).not.toMatch(told);
  }
});

test("on a weekend nothing is new, and the page says when the next edition is expected", async () => {
  const test = await webForTest({ papers: week, at: new Date("2026-03-28T09:30:00Z") });
  const page = await readMarked(test, "/since", "2026-03-27");
  expect(page).toContain("Nothing new since Friday 27 March.</h1>");
  expect(page).toContain(
    "It is a weekend, not a fault. The next edition is that of Monday 30 March, expected soon after 30\u00a0March at 04:00\u00a0UTC.",
  );
  expect(page).toContain('href="/day/2026-03-27"');
});

test("on a holiday as well", async () => {
  const day = paper({}, "2025-12-25");
  const test = await webForTest({ papers: [day], at: new Date("2025-12-26T09:30:00Z") });
  expect(await readMarked(test, "/since", "2025-12-25")).toContain(
    "It is a holiday, not a fault. The next edition is that of Monday 29 December",
  );
});

test("an edition that is due this morning is waited for, and one that did not come is missing", async () => {
  const due = await webForTest({ papers: [thursday], at: new Date("2026-03-27T01:00:00Z") });
  expect(await readMarked(due, "/since", "2026-03-26")).toContain(
    "That of Friday 27 March is due. arXiv’s daily feed turns at 00:00 Eastern time, which is 04:00\u00a0UTC.",
  );
  const gone = await webForTest({ papers: [thursday], at: new Date("2026-04-07T09:00:00Z") });
  expect(await readMarked(gone, "/since", "2026-03-26")).toContain(
    "That of Friday 27 March was due and is not here.",
  );
  const alone = await webForTest({ papers: [thursday], settings: { SOURCES: "none" } });
  expect(await readMarked(alone, "/since", "2026-03-26")).toContain(
    "Nothing is gathered here by itself",
  );
});

test("after a long absence the last 31 days are shown, and that it is so", async () => {
  const test = await webForTest({
    papers: [
      paper({ identifier: "arxiv:2602.00001", title: "Too Old" }, "2026-02-24"),
      paper({ identifier: "arxiv:2602.00002", title: "Just In" }, "2026-02-25"),
      friday,
    ],
  });
  const page = await readMarked(test, "/since", "2025-03-01");
  expect(titlesOn(page)).toEqual(["Of Friday", "Just In"]);
  expect(page).toContain("only the last 31 are here, from Wednesday 25 February on");
  expect(page).toContain('<a href="/month/2026-02">February 2026</a> and before');
  expect(await readMarked(test, "/", "2025-03-01")).toContain(
    "2\u00a0editions, 2\u00a0papers in the last 31 days",
  );
  expect(await test.read("/since?day=2026-02-24")).not.toContain("only the last 31");
});

test("many papers are paged under the same day, whatever the mark is meanwhile", async () => {
  const { web, read } = await webForTest({ papers: manyPapers(120) });
  const page = await read("/since", { headers: { Cookie: "seen=2026-03-20" } });
  expect(page).toContain("Papers 1 to 50 of 120");
  expect(page).toContain('href="/since?day=2026-03-20&amp;page=2"');
  expect(await read("/since?day=2026-03-20&page=3")).toContain("Papers 101 to 120 of 120");
  expect((await web.request("/since?day=2026-03-20&page=4")).status).toBe(404);
});

test("a section has its own page of what is new in it, and no button that marks all", async () => {
  const test = await webForTest({ papers: week });
  expect(await test.read("/since?day=2026-03-25")).toContain(
    'href="/sections/cs.CV/since?day=2026-03-25"',
  );
  const page = await test.read("/sections/cs.CV/since?day=2026-03-25");
  expect(page).toContain("since Wednesday 25 March 2026</h1>");
  expect(titlesOn(page)).toEqual(["Of Vision"]);
  expect(page).not.toContain("Mark all as read");
  expect(await test.read("/sections/cs.CV/since?day=2026-03-27")).toContain(
    "Nothing new in cs.CV since Friday 27 March.",
  );
});

test("a mark that is no day, or still to come, is none", async () => {
  const test = await webForTest({ papers: week });
  for (const mark of ["2026-02-30", "2999-01-01", "2026-03-28", "0001-01-01", "%00", "<b>", ""]) {
    const page = await readMarked(test, "/since", mark);
    expect(page, `with ${mark}`).toContain("How far have you read?");
    const posted = await test.web.request("/since", form({ seen: mark }));
    expect([posted.status, posted.headers.get("Set-Cookie")], `with ${mark}`).toEqual([400, null]);
    if (mark === "") continue;
    const asked = await test.web.request(`/since?day=${encodeURIComponent(mark)}`);
    expect(asked.status, `with ${mark}`).toBe(400);
  }
  expect((await test.web.request("/since", form({}))).status).toBe(400);
});

test("what has not come yet is never marked as read", async () => {
  const test = await webForTest({ papers: week, at: new Date("2026-03-30T01:00:00Z") });
  const marked = await test.web.request("/since", form({ seen: "2026-03-30" }));
  expect(marked.headers.get("Set-Cookie")).toMatch(/^seen=2026-03-27;/);
});

test("an edition of tomorrow by this clock, which is today's by arXiv's, can be marked as read", async () => {
  const at = new Date("2026-03-27T04:30:00Z");
  const settings = { TIME_ZONE: "America/Los_Angeles" };
  const test = await webForTest({ papers: week, at, settings });
  const marked = await test.web.request("/since", form({ seen: "2026-03-27" }));
  expect(marked.headers.get("Set-Cookie")).toMatch(/^seen=2026-03-27;/);
  expect(await readMarked(test, "/since", "2026-03-27")).toContain("Nothing new since Friday");
});

test("another site cannot move the mark", async () => {
  const { web } = await webForTest({ papers: week });
  const request = form({ seen: "2026-03-27" }, { Origin: "https://evil.example" });
  const response = await web.request("/since", request);
  expect([response.status, response.headers.get("Set-Cookie")]).toEqual([403, null]);
});

test("an instance without editions says what to do, as its front page does", async () => {
  const { read } = await webForTest();
  expect(await read("/since")).toContain("No papers are here yet.");
});
