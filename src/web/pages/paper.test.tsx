import { expect, test } from "vitest";
import { savePapers } from "../../catalogue/save-papers.ts";
import { titleIdentifier } from "../../papers/identifier.ts";
import { now, paper, webForTest } from "../../../fixtures/web.ts";

test("a paper's page tells where it stands, why, and how to get and cite it", async () => {
  const { read } = await webForTest({
    papers: [
      paper({
        comment: "12 pages",
        doi: "10.1000/182#a?b",
        journalRef: "J. Est. 4 (2026)",
        version: 2,
        license: "http://creativecommons.org/licenses/by/4.0/",
        codeUrl: "https://github.com/a/b",
      }),
    ],
  });
  const page = await read("/papers/2603.25280");
  expect(page).toContain("<title>List Estimation · Broadsheet</title>");
  expect(page).toContain("1st of 1");
  expect(page).toContain("Why it stands 1st");
  expect(page).toContain('href="https://arxiv.org/pdf/2603.25280"');
  expect(page).toContain('href="https://arxiv.org/abs/2603.25280"');
  expect(page).toContain('href="https://github.com/a/b" class="button" rel="noopener nofollow"');
  expect(page).toContain('href="https://doi.org/10.1000/182%23a%3Fb"');
  expect(page).toContain("J. Est. 4 (2026)");
  expect(page).toContain("CC BY 4.0");
  expect(page).toContain("@article{");
  expect(page).toContain('<meta name="citation_author" content="Zlatanov, Nikola"/>');
  expect(page).toContain('href="/search?q=%22Amin+Gohari%22"');
});

test("a paper's page tells when it was announced, and when and where it was featured", async () => {
  const { read } = await webForTest({
    papers: [
      paper({
        appearances: [
          { day: "2026-03-25", kind: "featured" },
          { day: "2026-03-26", kind: "announced" },
          { day: "2026-03-27", kind: "featured", source: "hugging-face" },
        ],
      }),
    ],
  });
  const text = (await read("/papers/2603.25280")).replaceAll(/<[^>]+>/g, " ");
  expect(text).toMatch(/Featured\s+25 March 2026,\s+1st of 1/);
  expect(text).toMatch(/Announced\s+26 March 2026,\s+1st of 1/);
  expect(text).toMatch(/Featured\s+27 March 2026 at Hugging Face; here\s+1st of 1/);
});

test("old identifiers hold a slash", async () => {
  const { read, web } = await webForTest({
    papers: [
      paper({ identifier: "arxiv:hep-th/9901001", title: "Old" }),
      paper({ identifier: "arxiv:math/0309136", title: "Older" }),
    ],
  });
  expect(await read("/papers/hep-th/9901001")).toContain("arXiv hep-th/9901001");
  const redirect = await web.request("/papers/math.GT/0309136");
  expect([redirect.status, redirect.headers.get("Location")]).toEqual([
    301,
    "/papers/math/0309136",
  ]);
});

test("a version leads to the paper", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  const redirect = await web.request("/papers/2603.25280v3");
  expect([redirect.status, redirect.headers.get("Location")]).toEqual([301, "/papers/2603.25280"]);
  const bib = await web.request("/papers/2603.25280v3.bib");
  expect([bib.status, bib.headers.get("Location")]).toEqual([301, "/papers/2603.25280.bib"]);
});

test("a paper known by its title moves to its identifier once that is known", async () => {
  const { web, db } = await webForTest({ papers: [paper({ title: "Known later", abstract: "" })] });
  await savePapers(db, [{ title: "Of which nothing but a title is known", abstract: "" }], { now });
  const address = `/papers/${titleIdentifier("Of which nothing but a title is known")}`;
  expect((await web.request(address)).status).toBe(200);
  await savePapers(
    db,
    [
      paper({
        identifier: "arxiv:2603.11111",
        title: "Of which nothing but a title is known",
        abstract: "",
      }),
    ],
    { now },
  );
  const redirect = await web.request(address);
  expect([redirect.status, redirect.headers.get("Location")]).toEqual([301, "/papers/2603.11111"]);
});

test("BibTeX comes as a file", async () => {
  const { web } = await webForTest({ papers: [paper({ identifier: "arxiv:hep-th/9901001" })] });
  const response = await web.request("/papers/hep-th/9901001.bib");
  expect(response.headers.get("Content-Type")).toBe("application/x-bibtex; charset=utf-8");
  expect(response.headers.get("Content-Disposition")).toBe(
    'attachment; filename="hep-th-9901001.bib"',
  );
  expect(await response.text()).toContain("eprint = {hep-th/9901001}");
});

test("TeX is rendered in the title and in the abstract", async () => {
  const { read } = await webForTest({
    papers: [
      paper({
        title: "Codes over $\\mathbb{Z}_{121}$ by Erd\\H{o}s",
        abstract: "It reaches 79.6\\% of $k^{-2/d}$.",
      }),
    ],
  });
  const page = await read("/papers/2603.25280");
  expect(page).toMatch(/<h1>Codes over <math>.*<\/math> by Erdős/);
  expect(page).toMatch(/It reaches 79\.6% of <math><msup>/);
  expect(page).not.toContain("style=");
});

test("a paper without authors, categories and abstract still has its page", async () => {
  const { read } = await webForTest({ papers: [{ title: "Bare", abstract: "" }] });
  const page = await read(`/papers/${titleIdentifier("Bare")}`);
  expect(page).toContain("Bare");
  expect(page).toContain("No abstract came with this paper.");
});

test("a paper that is not here is looked for elsewhere", async () => {
  const { web } = await webForTest();
  const response = await web.request("/papers/2603.99999");
  const page = await response.text();
  expect(response.status).toBe(404);
  expect(page).toContain("There is no paper 2603.99999 here.");
  expect(page).toContain('href="https://arxiv.org/abs/2603.99999"');
  for (const name of [
    "%00",
    "%E0%A4%A",
    "constructor",
    "a".repeat(3000),
    "../../etc/passwd",
    "<script>",
  ]) {
    expect((await web.request(`/papers/${encodeURI(name)}`)).status).toBe(404);
  }
});

test("hostile text stays text, and only http and https are links", async () => {
  const hostile = `<script>alert(1)</script> "onmouseover="alert(1)`;
  const { read } = await webForTest({
    papers: [
      paper({
        title: hostile,
        abstract: `${hostile} \\href{javascript:alert(1)}{x}`,
        authors: [hostile],
        categories: [`"><img src=x onerror=alert(1)>`],
        comment: hostile,
        doi: `10.1000/"><script>`,
        journalRef: hostile,
        license: "javascript:alert(1)",
        codeUrl: "javascript:alert(1)",
        projectUrl: "data:text/html,x",
      }),
    ],
  });
  for (const path of ["/", "/papers/2603.25280", "/search?q=alert", "/sections"]) {
    const page = await read(path);
    expect(page).not.toMatch(/<script>|<img/);
    expect(page).not.toMatch(/href="(javascript|data):/i);
    expect(page).not.toMatch(/<[^>]*\sonmouseover=/);
  }
});

test("a withdrawn paper stays, and says so above its title", async () => {
  const versions = [
    { version: 1, at: "2026-03-02T10:00:00Z" },
    { version: 2, at: "2026-03-25T10:00:00Z" },
  ];
  const { read } = await webForTest({
    papers: [
      paper({
        withdrawn: true,
        comment: "Lemma 4 has a gap.",
        version: 2,
        versions,
        mscClasses: "68T07; 60J10",
        acmClasses: "I.2.10",
      }),
    ],
  });
  const page = await read("/papers/2603.25280");
  expect(page).toMatch(/Withdrawn<\/span> Its authors took this paper back.*<h1>List Estimation/s);
  expect(page).toMatch(/Versions<\/dt>.*v2, 25 March 2026.*v1, 2 March 2026/s);
  expect(page).toMatch(/MSC<\/dt><dd>68T07; 60J10.*ACM<\/dt><dd>I\.2\.10/s);
  expect(await read("/")).toContain('<span class="mark-box mark-withdrawn">Withdrawn</span>');
});

test("a paper's page names papers that are about the same, and leads to more", async () => {
  const { read } = await webForTest({
    papers: [
      paper({ title: "Grasping With a Gripper", abstract: "A robot picks up objects." }),
      paper({
        identifier: "arxiv:2603.00002",
        title: "Robotic Manipulation of Objects",
        abstract: "An arm with a gripper learns to pick and place.",
      }),
    ],
  });
  const page = await read("/papers/2603.25280");
  const [, similar] = page.split("<h2>Similar papers</h2>");
  expect(similar).toContain('href="/papers/2603.00002"');
  expect(similar).not.toContain("Grasping With a Gripper</a>");
  expect(similar).toContain('href="/search?q=similar%3A2603.25280"');
  const found = await read("/search?q=similar%3A2603.25280");
  expect(found).toContain("similar in meaning");
});

test("a paper that nothing is like has no such list", async () => {
  const { read } = await webForTest({ papers: [paper({})] });
  expect(await read("/papers/2603.25280")).not.toContain("Similar papers");
});
