import { expect, test } from "vitest";
import { castVote } from "../../community/votes/votes.ts";
import { getPaper } from "../../catalogue/papers.ts";
import { manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";

const robots = { name: "Robot learning", address: "robot-learning", query: "robot -survey" };

function robot(identifier: `arxiv:${string}`, title: string, day?: string) {
  return paper({ identifier, title: `Robot ${title}`, categories: ["cs.RO"] }, day);
}

/** Two days with robots, one without between them. */
async function laboratory() {
  return await webForTest({
    sections: [robots, { name: "Weather", address: "weather", query: "weather" }],
    papers: [
      robot("arxiv:2603.00001", "hands", "2026-03-25"),
      paper({}, "2026-03-26"),
      robot("arxiv:2603.00002", "feet"),
      robot("arxiv:2603.00003", "arms"),
      robot("arxiv:2603.00004", "survey"),
      paper({ identifier: "arxiv:2603.00005", title: "Vision", categories: ["cs.CV"] }),
    ],
  });
}

function titlesIn(page: string): string[] {
  return [...page.matchAll(/<a class="title"[^>]*>([^<]+)</g)].map((match) => match[1]!);
}

test("a section shows those papers of its newest edition that its query matches, as ranked", async () => {
  const { read, db } = await laboratory();
  const { id } = await getPaper(db, "arxiv:2603.00002");
  await castVote(db, { paper: id, visitor: "a", up: true, now });
  const page = await read("/sections/robot-learning");
  expect(titlesIn(page)).toEqual(["Robot feet", "Robot arms"]);
  expect(page).toContain('<span class="section-name">Robot learning</span>');
  expect(page).toContain("2\u00a0papers in Robot learning");
  expect(page).toContain(
    '<a class="query" href="/search?q=robot+-survey"><code>robot -survey</code>',
  );
  expect(page).toContain("<title>Robot learning, Friday 27 March 2026 · Broadsheet</title>");
});

test("a section is an edition by day, week and month, and its neighbours are days that have some", async () => {
  const { read } = await laboratory();
  const friday = await read("/sections/robot-learning/day/2026-03-27");
  expect(friday).toContain('rel="prev" href="/sections/robot-learning/day/2026-03-25"');
  const wednesday = await read("/sections/robot-learning/day/2026-03-25");
  expect(titlesIn(wednesday)).toEqual(["Robot hands"]);
  expect(wednesday).toContain('rel="next" href="/sections/robot-learning/day/2026-03-27"');
  for (const path of ["week/2026-W13", "month/2026-03"]) {
    expect(titlesIn(await read(`/sections/robot-learning/${path}`))).toHaveLength(3);
  }
});

test("a day without papers of the section says so and offers its neighbours", async () => {
  const { web } = await laboratory();
  const response = await web.request("/sections/robot-learning/day/2026-03-26");
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).toMatch(/The one paper of this day <br[^>]*>is not in Robot learning\./);
  expect(page).toContain('<a href="/day/2026-03-26">whole edition</a>');
  expect(titlesIn(page)).toEqual(["Robot hands", "Robot arms", "Robot feet"]);
  expect(page).toContain("<title>Wednesday 25 March, 1\u00a0paper</title>");
});

test("a paper that was featured later stands in the section of both its days", async () => {
  const { read } = await webForTest({
    sections: [robots],
    papers: [
      paper({ identifier: "arxiv:2603.00008", title: "Vision" }, "2026-03-30"),
      paper({
        title: "Robot eyes",
        appearances: [
          { day: "2026-03-20", kind: "announced" },
          { day: "2026-03-27", kind: "featured" },
        ],
      }),
    ],
  });
  expect(await read("/sections/robot-learning")).toContain("Friday 27 March 2026");
  const before = await read("/sections/robot-learning/day/2026-03-20");
  expect(before).toContain('href="/sections/robot-learning/day/2026-03-27"');
});

test("a section of very many papers finds its days as well, across long gaps", async () => {
  const { read } = await webForTest({
    sections: [{ name: "Lists", address: "lists", query: "guesses" }],
    papers: [
      paper({ identifier: "arxiv:2501.00001", title: "Long ago" }, "2025-01-06"),
      ...manyPapers(2100, "2025-06-02"),
      ...Array.from({ length: 40 }, (_, index) =>
        paper(
          { identifier: `arxiv:2511.${10_000 + index}`, title: "Other", abstract: "Nothing." },
          "2025-11-03",
        ),
      ),
      paper({ title: "Newest" }, "2026-03-27"),
    ],
  });
  const newest = await read("/sections/lists");
  expect(titlesIn(newest)).toEqual(["Newest"]);
  expect(newest).toContain('rel="prev" href="/sections/lists/day/2025-06-02"');
  const june = await read("/sections/lists/day/2025-06-02?page=3");
  expect(june).toContain("Papers 101 to 150 of 2,100");
  expect(june).toContain('rel="prev" href="/sections/lists/day/2025-01-06"');
  expect(june).toContain('rel="next" href="/sections/lists/day/2026-03-27"');
  expect(await read("/sections/lists/day/2025-01-06")).not.toContain('rel="prev"');
});

test("an edition names the sections first, each with how many of its papers it has", async () => {
  const { read } = await laboratory();
  const rail = (await read("/")).split("In this edition")[1]!;
  expect(rail).toMatch(
    /href="\/sections\/robot-learning\/day\/2026-03-27">Robot learning<\/a><\/span><span class="bar-figure">2</,
  );
  expect(rail).toMatch(
    /href="\/sections\/weather\/day\/2026-03-27">Weather<\/a><\/span><span class="bar-figure">0</,
  );
  expect(rail.indexOf("Robot learning")).toBeLessThan(rail.indexOf("Robotics"));
});

test("the front page and the categories stand while the index does not answer, and the log says why", async () => {
  const gone = () => Promise.reject(new Error("The index is gone."));
  const finder = { find: gone, findEach: gone };
  const { read, web, logged } = await webForTest({ sections: [robots], papers: [paper()], finder });
  expect(await read("/")).toContain("List Estimation");
  expect(logged).toMatchObject([{ message: expect.stringContaining("could not be counted") }]);
  for (const path of ["/sections", "/sections/cs.IT"]) {
    expect((await web.request(path)).status).toBe(200);
  }
});

test("a section without any paper says what it waits for", async () => {
  const { web } = await laboratory();
  const response = await web.request("/sections/weather");
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("No paper here is in Weather yet.");
});

test("papers without a listing date make no edition of a section, and can be searched", async () => {
  const { read } = await webForTest({
    sections: [robots],
    papers: [paper({ title: "Robot ears", appearances: [] })],
  });
  expect(await read("/sections/robot-learning")).toContain(
    "1\u00a0paper in Robot learning, none of them in an edition.",
  );
});

test("what counts from today is read again every day", async () => {
  const { read } = await webForTest({
    sections: [{ name: "Lately", address: "lately", query: "robot after:yesterday" }],
    papers: [robot("arxiv:2603.00001", "hands", "2026-03-25"), robot("arxiv:2603.00002", "feet")],
  });
  expect(titlesIn(await read("/sections/lately/month/2026-03"))).toEqual(["Robot feet"]);
});

test("the sections are listed, saved ones first, each with its query, papers and feed", async () => {
  const { read } = await laboratory();
  const page = await read("/sections");
  expect(page).toMatch(/<a href="\/sections\/robot-learning">Robot learning<\/a>.*3\u00a0papers/s);
  expect(page).toContain("<code>robot -survey</code>");
  expect(page).toContain('href="/feeds?section=robot-learning"');
  expect(page.indexOf("Robot learning")).toBeLessThan(page.indexOf("Computer vision"));
  expect(page).not.toContain("Save a search as a section");
});

test("without any, the page says how one is made", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  const page = await read("/sections");
  expect(page).toContain("Save a search as a section");
  expect(page).toContain("query: cat:cs.RO (learning OR policy) -survey");
});
