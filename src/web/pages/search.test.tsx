import { expect, test } from "vitest";
import { manyPapers, paper, webForTest } from "../../../fixtures/web.ts";

test("a search counts what it found and marks what matched", async () => {
  const { read } = await webForTest({
    papers: [
      paper({ title: "Long-Horizon Robot Manipulation", abstract: "Of $k$ horizons & more." }),
    ],
  });
  const page = await read("/search?q=horizon+manipulating");
  expect(page).toMatch(/<h1>1\u00a0paper<\/h1><p>in \d+ ms<\/p>/);
  expect(page).toContain("Long-<mark>Horizon</mark> Robot <mark>Manipulation</mark>");
  expect(page).toContain("<mark>horizons</mark> &amp; more");
  expect(page).toContain("both words in the title");
});

test("a hit says where its words stand", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  expect(await read("/search?q=zlatanov")).toContain("author Nikola Zlatanov");
  expect(await read("/search?q=guesses")).toContain("“guesses” in the abstract");
  expect(await read("/search?q=estimation")).toContain("“estimation” in the title");
});

test("results are paged by twenty", async () => {
  const { web, read } = await webForTest({ papers: manyPapers(45) });
  const page = await read("/search?q=paper&page=3");
  expect(page).toContain("papers 41 to 45 of 45");
  expect(page).toContain('href="/search?q=paper&amp;page=2"');
  expect((await web.request("/search?q=paper&page=4")).status).toBe(404);
});

test("a pasted identifier or address leads to its paper", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (const pasted of [
    "2603.25280",
    " arXiv:2603.25280v2",
    "https://arxiv.org/pdf/2603.25280.pdf",
    "huggingface.co/papers/2603.25280",
  ]) {
    const response = await web.request(`/search?q=${encodeURIComponent(pasted)}`);
    expect([response.status, response.headers.get("Location")]).toEqual([
      303,
      "/papers/2603.25280",
    ]);
  }
  const missing = await web.request("/search?q=2603.99999");
  expect(await missing.text()).toContain("There is no paper 2603.99999 here.");
});

test("nothing found offers the nearest search that finds something", async () => {
  const { read } = await webForTest({
    papers: [paper({ title: "What does CLIP know about peeling a banana?" })],
  });
  const page = await read("/search?q=quantum+banana+peeling");
  expect(page).toContain("Nothing for “quantum banana peeling”.");
  expect(page).toMatch(/1\u00a0paper<\/a> without <em>quantum<\/em>/);
});

test("an empty search explains itself with examples that find something here", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  const page = await read("/search");
  const examples = [...page.matchAll(/<dt><a href="([^"]+)"/g)].map((match) =>
    match[1]!.replaceAll("&amp;", "&"),
  );
  expect(examples.length).toBeGreaterThan(2);
  for (const example of examples) expect(await read(example)).not.toContain("Nothing for");
});

test.each([
  ["10,000 characters", "long ".repeat(2000), 400],
  ["a quote", `"`, 200],
  ["an open quote", `"list estimation`, 200],
  ["a lone AND", "AND", 200],
  ["operators", "list OR NOT NEAR(estimation) *:-^", 200],
  ["emoji", "🦜", 200],
  ["a null byte", "list\0estimation", 200],
  ["white space", "   ", 200],
  ["markup", "<script>alert(1)</script>", 200],
  ["SQL", `'; drop table papers; --`, 200],
])("%s gets an answer or a clear message", async (_, query, status) => {
  const { web } = await webForTest({ papers: [paper()] });
  const response = await web.request(`/search?q=${encodeURIComponent(query)}`);
  expect(response.status).toBe(status);
  expect(await response.text()).not.toContain("<script>alert");
});

test("a search that is too long says how long it may be", async () => {
  const { read } = await webForTest();
  expect(await read(`/search?q=${"a".repeat(10_000)}`)).toContain(
    "A search takes up to 1000 characters",
  );
});
