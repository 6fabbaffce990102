import { expect, test } from "vitest";
import { say } from "../../../../fixtures/discussion.ts";
import { signInAs } from "../../../../fixtures/readers.ts";
import { manyPapers, now, paper, webForTest } from "../../../../fixtures/web.ts";
import { bringOutPicks } from "../../../community/picks/due-picks.ts";
import { pickPaper } from "../../../community/picks/picking.ts";

const chrome =
  "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

test("a program that accepts Markdown or plain text gets it, and a browser the page", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (const path of [
    "/",
    "/day/2026-03-27",
    "/sections/cs.IT",
    "/papers/2603.25280",
    "/trending",
    "/search?q=guesses",
  ]) {
    const typeFor = async (Accept?: string) => {
      const answer = await web.request(path, Accept === undefined ? {} : { headers: { Accept } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Vary")).toContain("Accept");
      return answer.headers.get("Content-Type")?.toLowerCase();
    };
    for (const Accept of [undefined, "*/*", chrome, "text/markdown;q=0.5, text/html"]) {
      expect(await typeFor(Accept)).toBe("text/html; charset=utf-8");
    }
    expect(await typeFor("text/markdown, text/html;q=0.9, */*;q=0.1")).toBe(
      "text/markdown; charset=utf-8",
    );
    expect(await typeFor("text/plain")).toBe("text/plain; charset=utf-8");
  }
});

test("the Markdown and the text of a paper say what its page says", async () => {
  const written = paper({
    title: "Estimates of $O(n^{2})$ guesses",
    abstract: "One guess of $x_{1}$ is * not * enough; see https://a.example/b.",
    comment: "12 pages",
    doi: "10.1000/a(b)c",
    codeUrl: "https://code.example/guess",
    submittedAt: "2026-03-25T08:00:00Z",
  });
  const { web, read, db, given } = await webForTest({ papers: [written, ...manyPapers(2)] });
  const eve = await signInAs(given, { name: "Eve", role: "editor" });
  const sentence = "Read section 4 first.";
  const day = "2026-03-27";
  await pickPaper(db, { paper: 1, day, days: [day], reader: eve.reader.id, sentence, now });
  await bringOutPicks(db, { until: day });
  await say(db, {
    paper: 1,
    reader: eve.reader.id,
    source:
      "# Why?\n\nThe bound is **sharp** for $d = 1$.\n\n- one [way](https://b.example)\n- two",
    now,
  });
  const markdown = await read("/papers/2603.25280.md");
  expect(markdown).toMatchInlineSnapshot(`
    "# Estimates of $O(n^{2})$ guesses

    Nikola Zlatanov, Amin Gohari

    **Picked by Eve for Friday 27 March 2026**: “Read section 4 first.”

    **Why:** picked by Eve · 1 reader commented

    - **Identifier:** arXiv 2603.25280
    - **Announced:** 27 March 2026, [1st of 3](http://localhost:3000/day/2026-03-27)
    - **Submitted:** 25 March 2026
    - **Categories:** [cs.IT](http://localhost:3000/sections/cs.IT), [math.ST](http://localhost:3000/sections/math.ST)
    - **DOI:** [10.1000/a(b)c](https://doi.org/10.1000/a%28b%29c)

    [At Broadsheet](http://localhost:3000/papers/2603.25280) · [arXiv page](https://arxiv.org/abs/2603.25280) · [PDF](https://arxiv.org/pdf/2603.25280) · [Code](https://code.example/guess) · [Project](https://a.example/b) · [BibTeX](http://localhost:3000/papers/2603.25280.bib)

    ## Abstract

    One guess of $x_{1}$ is \\* not \\* enough; see <https://a.example/b>.

    **Comment:** 12 pages

    ## What readers say

    > **Eve**, 27 March 2026 at 09:30 UTC
    >
    > Why?
    >
    > The bound is sharp for d = 1.
    >
    > \\- one way (https://b.example)\\
    > \\- two

    [All of the discussion, 1 comment](http://localhost:3000/papers/2603.25280#discussion)

    ## Similar papers

    - [Paper 2](http://localhost:3000/papers/2603.19999), by Nikola Zlatanov, Amin Gohari
    - [Paper 1](http://localhost:3000/papers/2603.20000), by Nikola Zlatanov, Amin Gohari
    "
  `);
  expect(await read("/papers/2603.25280.txt")).toMatchInlineSnapshot(`
    "Estimates of O(n²) guesses
    ==========================

    Nikola Zlatanov, Amin Gohari

    Picked by Eve for Friday 27 March 2026: “Read section 4 first.”

    Why: picked by Eve · 1 reader commented

    Identifier: arXiv 2603.25280
    Announced: 27 March 2026, 1st of 3
    Submitted: 25 March 2026
    Categories: cs.IT, math.ST
    DOI: 10.1000/a(b)c

    At Broadsheet: http://localhost:3000/papers/2603.25280
    arXiv page: https://arxiv.org/abs/2603.25280
    PDF: https://arxiv.org/pdf/2603.25280
    Code: https://code.example/guess
    Project: https://a.example/b
    BibTeX: http://localhost:3000/papers/2603.25280.bib

    Abstract

    One guess of x₁ is * not * enough; see https://a.example/b.

    Comment: 12 pages

    What readers say

    Eve, 27 March 2026 at 09:30 UTC:
    > Why?
    >
    > The bound is sharp for d = 1.
    >
    > - one way (https://b.example)
    > - two

    All of the discussion, 1 comment: http://localhost:3000/papers/2603.25280#discussion

    Similar papers

    - Paper 2, by Nikola Zlatanov, Amin Gohari
      http://localhost:3000/papers/2603.19999
    - Paper 1, by Nikola Zlatanov, Amin Gohari
      http://localhost:3000/papers/2603.20000
    "
  `);
  const { headers } = await web.request("/papers/2603.25280.md");
  expect(headers.get("Link")).toContain(
    '<http://localhost:3000/papers/2603.25280>; rel="canonical"',
  );
  const page = await read("/papers/2603.25280");
  expect(page).toContain(
    '<link rel="alternate" type="text/markdown" href="/papers/2603.25280.md"/>',
  );
  const moved = await web.request("/papers/arxiv:2603.25280v3.md");
  expect([moved.status, moved.headers.get("Location")]).toEqual([301, "/papers/2603.25280.md"]);
});

test("the text of an edition has its papers in their order, and leads on in the same format", async () => {
  const { read } = await webForTest({
    papers: manyPapers(60),
  });
  const first = await read("/day/2026-03-27.md");
  expect(first).toMatch(/^# Broadsheet, Friday 27 March 2026\n\n\*\*60 papers here\*\*\n/);
  expect(
    first.match(/^## \d+\. \[Paper \d+\]\(http:\/\/localhost:3000\/papers\/2603\.\d+\)$/gm),
  ).toHaveLength(50);
  expect(first).toContain("[Page 2 of 2](http://localhost:3000/day/2026-03-27.md?page=2)");
  const second = await read("/day/2026-03-27.txt?page=2");
  expect(second).toMatch(/^51\. Paper /m);
  expect(second).toContain("Page 1 of 2: http://localhost:3000/day/2026-03-27.txt\n");
  const short = await read("/day/2026-03-27.txt?minutes=5");
  expect(short).toContain(
    "The whole edition, 60 papers: http://localhost:3000/day/2026-03-27.txt\n",
  );
  expect(await read("/sections/cs.CV/week/2026-W13.txt")).toContain(
    "Computer vision, week 13, 2026\n",
  );
  expect(await read("/search.md?q=paper")).toMatch(
    /^# Search: paper\n\n60 papers\.\n\n## 1\. \[Paper /,
  );
  expect(await read("/trending.txt")).toContain("Nothing is trending.");
});

test("an edition without papers says why in every format", async () => {
  const { read } = await webForTest({
    papers: [paper()],
    settings: { ARXIV_DEFERRALS: "2026-04-02" },
  });
  expect(await read("/day/2026-03-28.md")).toContain(
    "**No papers on this day. It is a weekend, not a fault.**",
  );
  expect(await read("/day/2026-04-03.txt")).toMatch(
    /a holiday, not a fault\.\n\narXiv makes no announcement on the evening of 2 April\./,
  );
  expect(await read("/day/2026-03-30.txt")).toContain(
    "Not printed yet. Monday 30 March 2026 is still to come.",
  );
});

test("whoever has a text already is not sent it again, and what is wrong is said as text", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (const path of ["/papers/2603.25280.md", "/day/2026-03-27.txt", "/search.txt?q=guesses"]) {
    const etag = (await web.request(path)).headers.get("ETag")!;
    const again = await web.request(path, { headers: { "If-None-Match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  }
  const Accept = "*/*";
  for (const [path, status, says] of [
    ["/papers/2603.99999.md", 404, "There is no paper 2603.99999 here.\n"],
    ["/day/2026-13-45.txt", 404, "There is no day “2026-13-45”.\n"],
    ["/day/2026-03-27.md?page=9", 404, "This edition has 1\u00a0page.\n"],
    ["/day/2026-03-27.md?page=x", 400, "A page is a whole number from 1.\n"],
    ["/search.md", 400, "Say what to look for: /search.md?q=protein.\n"],
    ["/search.txt?q=is:saved", 400, expect.stringMatching(/one reader saved.* for everybody/)],
  ] as const) {
    const answer = await web.request(path, { headers: { Accept } });
    expect([path, answer.status, await answer.text()]).toEqual([path, status, says]);
  }
});
