import { expect, test } from "vitest";
import { manyPapers, paper, webForTest } from "../../../fixtures/web.ts";

test("a search counts what it found and marks what matched", async () => {
  const { read } = await webForTest({
    papers: [
      paper({ title: "Long-Horizon Robot Manipulation", abstract: "Of $k$ horizons & more." }),
    ],
  });
  const page = await read("/search?q=horizon+manipulating");
  expect(page).toMatch(/<h1>1\u00a0paper<\/h1><p>in [\d,]+\u00a0ms<\/p>/);
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
  expect(page).toContain("Papers 41 to 45 of 45");
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

test("where nothing holds all words, it is said plainly, and those that hold some follow", async () => {
  const { read } = await webForTest({
    papers: [paper({ title: "What does CLIP know about peeling a banana?" })],
  });
  const page = await read("/search?q=quantum+banana+peeling");
  expect(page).toContain("<h1>No paper holds all of these words</h1>");
  expect(page).toContain("1\u00a0paper comes near");
  expect(page).toContain("“banana”, “peeling” in the title");
});

test("papers that hold only some of the words stand behind those that hold all", async () => {
  const { read } = await webForTest({
    papers: [
      paper({ title: "Banana Peeling" }),
      paper({ identifier: "arxiv:2603.00001", title: "A Banana Alone" }),
    ],
  });
  const page = await read("/search?q=banana+peeling");
  expect(page).toContain("<h1>1\u00a0paper</h1>");
  const [before, behind] = page.split('<a class="title" href="/papers/2603.00001"');
  expect(before).toContain("/papers/2603.25280");
  expect(before).not.toContain("some of the words");
  expect(behind).toContain("some of the words");
});

test("a word that no paper says is told, with what was looked for instead and a link to it", async () => {
  const { read } = await webForTest({ papers: [paper({ title: "Diffusion Without Noise" })] });
  const page = await read("/search?q=difusion+noise");
  expect(page).toContain("No paper says “difusion”. Shown: <strong>Diffusion</strong>.");
  expect(page).toContain('<a href="/search?q=Diffusion+noise">');
  expect(page).toContain("<mark>Diffusion</mark> Without <mark>Noise</mark>");
});

test("nothing found offers the nearest searches that find something", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  const page = await read("/search?q=estimation+cat:cs.RO");
  expect(page).toContain("Nothing for “estimation cat:cs.RO”.");
  expect(page).toMatch(/href="\/search\?q=estimation">1\u00a0paper<\/a> without <code>cat:cs.RO/);
  expect(await read("/search?q=xylophone")).toContain("No paper here holds any of it");
});

test("what was understood stands under the field, and filters can be taken out", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  const page = await read("/search?q=ti:list+after:2025-03");
  expect(page).toContain("<code>ti:list</code><span>in the title</span>");
  expect(page).toContain("<code>after:2025-03</code><span>from 1 March 2025 on</span>");
  expect(page).toContain('<a href="/search?q=ti%3Alist" aria-label="Take out after:2025-03">');
});

test("a mistake is explained at its place", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  const page = await read("/search?q=list+on:2026-3x+estimation");
  expect(page).toContain("list <u>on:2026-3x</u> estimation");
  expect(page).toContain("“2026-3x” is no date.");
  expect(page).toContain('aria-describedby="mistakes"');
});

test("filters say how many papers each would show, and alternatives keep their counts", async () => {
  const { read } = await webForTest({
    papers: [paper({ codeUrl: "https://github.com/a/b" }), ...manyPapers(3, "2025-11-03")],
  });
  const counts = (page: string) =>
    Object.fromEntries(
      [
        ...page.matchAll(
          /value="([^"]+)"( checked="")?[^>]*\/><span>[^<]*<\/span><span[^>]*>(\d+)/g,
        ),
      ].map(([, filter, checked, papers]) => [filter!, checked ? `${papers} ticked` : papers]),
    );
  const page = await read("/search?q=cat:cs.CV");
  expect(counts(page)).toEqual({
    "cat:cs.CV": "3 ticked",
    "cat:cs.IT": "1",
    "cat:math.ST": "1",
    "has:code": "0",
    "has:project": "0",
    "has:votes": "0",
  });
  const since = await read("/search?q=after:2020");
  expect(counts(since)).toMatchObject({
    "cat:cs.CV": "3",
    "has:code": "1",
  });
  expect(since).toContain("<title>November 2025: 3\u00a0papers</title>");
  expect(since).toMatch(/href="\/search\?q=on%3A2025">2025<\/a><span class="choice-count">3/);
});

test("the form of the filters leads to the search that they make", async () => {
  const { web } = await webForTest();
  const leadsTo = async (q: string, ...filters: string[]) => {
    const fields = new URLSearchParams([["query", q], ...filters.map((each) => ["filter", each])]);
    const response = await web.request(`/search/filters?${fields}`);
    expect(response.status).toBe(303);
    return new URL(response.headers.get("Location")!, "http://here").searchParams.get("q");
  };
  expect(await leadsTo("robot", "cat:cs.CV")).toBe("robot cat:cs.CV");
  expect(await leadsTo("robot cat:cs.CV", "cat:cs.CV", "cat:cs.RO", "has:code")).toBe(
    "robot (cat:cs.CV OR cat:cs.RO) has:code",
  );
  expect(await leadsTo("robot cat:cs.CV has:code after:2025")).toBe("robot after:2025");
  expect(await leadsTo("cat:cs.CV")).toBe(null);
  expect(await leadsTo("robot", "sort:date", "-x", "cat:a\u0000b")).toBe("robot");
  expect(await leadsTo("robot", "cat:cell biology")).toBe('robot cat:"cell biology"');
});

test("another order is a link, and the usual one needs no word", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  expect(await read("/search?q=list")).toContain('<a href="/search?q=list+sort%3Adate">Newest</a>');
  const newest = await read("/search?q=list+sort:date");
  expect(newest).toContain("<strong>Newest</strong>");
  expect(newest).toContain('<a href="/search?q=list">Relevance</a>');
  const bare = await read("/search?q=cat:cs.IT");
  expect(bare).toContain("<strong>Newest</strong>");
  expect(bare).not.toContain("Relevance");
});

test("where the opening of an abstract does not say why, the sentence that does is shown", async () => {
  const { read } = await webForTest({
    papers: [
      paper({
        abstract: `${"Nothing of the kind is said here. ".repeat(12)}Only a xylophone helps. It ends.`,
      }),
    ],
  });
  expect(await read("/search?q=xylophone")).toContain(
    '<p class="summary">… Only a <mark>xylophone</mark> helps. It ends.</p>',
  );
});

test("while the index is being made, it is said that not everything is found", async () => {
  const { read } = await webForTest({
    papers: [paper()],
    intake: () => ({ done: 120_000, of: 350_000 }),
  });
  expect(await read("/search?q=list")).toContain(
    "120,000 of 350,000\u00a0papers so far; not everything is found yet.",
  );
});

test("the page of help has examples that run", async () => {
  const { web, read } = await webForTest({ papers: [paper()] });
  const page = await read("/search/help");
  const examples = [...page.matchAll(/<dt><a href="([^"]+)"/g)].map(([, href]) =>
    href!.replaceAll("&amp;", "&"),
  );
  expect(examples.length).toBeGreaterThan(20);
  for (const example of examples) {
    const response = await web.request(example);
    expect([200, 303, 404], `${example}`).toContain(response.status);
    expect(await response.text(), `${example}`).not.toContain('id="mistakes"');
  }
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
  ["10,000 characters", "long ".repeat(2000), 200],
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
    "A query takes up to 4000 characters; the rest was left out.",
  );
});

test("papers like one that is not here are none, and the page says what to type", async () => {
  const { read } = await webForTest({ papers: [paper({})] });
  const page = await read("/search?q=similar%3A9999.00001");
  expect(page).toContain("No paper of that name is here");
  expect(page).not.toContain("Sorted by");
});

test("what only meaning finds is shown, and each says that it is similar in meaning", async () => {
  const { read } = await webForTest({
    papers: [
      paper({
        title: "Dark Matter Halos in Dwarf Galaxies",
        abstract: "Rotation curves constrain the density profile of the halo.",
      }),
    ],
  });
  const page = await read("/search?q=cosmology+simulations");
  expect(page).toContain("1\u00a0paper comes near");
  expect(page).toContain("Dark Matter Halos");
  expect(page).toContain("similar in meaning");
  const words = await read("/search?q=cosmology+simulations+sort%3Awords");
  expect(words).toContain("Nothing for");
});
