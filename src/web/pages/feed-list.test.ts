import { expect, test } from "vitest";
import { paper, webForTest } from "../../../fixtures/web.ts";
import { feedFormats, links } from "../../links.ts";

const robots = { name: "Robots", address: "robots", query: "robot" };

async function site() {
  return await webForTest({
    papers: [paper({ title: "Robot" })],
    sections: [robots],
    settings: { SITE_URL: "https://papers.example.org" },
  });
}

test("one page lists every feed of the site, and each is there", async () => {
  const { web, read } = await site();
  const page = await read("/feeds");
  for (const of of [
    links.home,
    links.papers,
    links.trending,
    links.discussions,
    "/sections/robots",
  ]) {
    for (const format of feedFormats) {
      const path = links.feed(of, format);
      expect(page).toContain(`<a href="${path}"`);
      expect([path, (await web.request(path)).status]).toEqual([path, 200]);
    }
  }
  expect(await read("/")).toContain('<a href="/feeds">Feed</a>');
  expect(await read("/sections/robots")).toContain('<a href="/feeds?section=robots">Feed</a>');
});

test("the feed of a search or a section is made there, with addresses to be copied", async () => {
  const { web, read } = await site();
  const made = await read('/feeds?q=au:"Nikola Zlatanov"');
  expect(made).toContain("<h2>Papers by Nikola Zlatanov</h2>");
  const [, path] =
    /href="(\/search\/feed\.rss\?[^"]*)">https:\/\/papers\.example\.org\/search/.exec(made)!;
  const feed = await web.request(path!.replaceAll("&amp;", "&"));
  expect(await feed.text()).toContain("<title>Robot</title>");
  expect(made).toMatch(/<a href="\/search\?q=[^"]+">1.paper<\/a> matches it now/);
  const mistaken = await read("/feeds?q=cat:nonsense (((");
  expect(mistaken).toContain("No paper here matches it now");
  expect(mistaken.match(/class="mistake-place"/g)?.length).toBeGreaterThan(1);
  const section = await read("/feeds?section=robots");
  expect(section).toContain(">https://papers.example.org/sections/robots/feed.json</a>");
  expect((await web.request("/feeds?section=%00")).status).toBe(404);
});

test("what can be no feed says why beside the field, and keeps what was typed", async () => {
  const { web, read } = await site();
  for (const [typed, says] of [
    [" ", "Say what to look for"],
    ["is:saved", "this search is for everybody"],
  ]) {
    const path = `/feeds?q=${encodeURIComponent(typed!)}`;
    const page = await read(path);
    expect(page).toMatch(new RegExp(`role="alert".*${says}`));
    expect(page).not.toContain("/search/feed");
    expect((await web.request(path)).status).toBe(200);
  }
  expect(await read("/feeds?q=is:saved")).toContain('value="is:saved"');
});

test("every page with a feed names all of its feeds to programs, and its formats", async () => {
  const { read } = await site();
  for (const [page, feeds] of [
    ["/", ["/", "/papers", "/day/2026-03-27"]],
    ["/day/2026-03-26", ["/", "/papers", "/day/2026-03-26"]],
    ["/week/2026-W13", ["/", "/papers", "/week/2026-W13"]],
    ["/sections/robots", ["/sections/robots", "/sections/robots/day/2026-03-27"]],
    ["/trending", ["/trending"]],
    ["/discussions", ["/discussions"]],
    ["/search?q=robot", ["/search?q=robot"]],
    ["/papers/2603.25280", ["/papers/2603.25280/discussion"]],
    ["/feeds", ["/", "/papers"]],
  ] as const) {
    const named = [
      ...(await read(page)).matchAll(
        /<link rel="alternate" type="application\/(?:atom\+xml|rss\+xml|feed\+json)" title="[^"]+" href="([^"]+)"\/>/g,
      ),
    ].map(([, href]) => href);
    const wanted = feeds.flatMap((of) => feedFormats.map((format) => links.feed(of, format)));
    expect([page, named]).toEqual([page, wanted]);
  }
});

test("pages name their other forms in one order, those of what they show, and so does the end of their list on a phone", async () => {
  const { read } = await site();
  const day = "2026-03-27";
  const robots = `/sections/robots/day/${day}`;
  for (const [page, forms] of [
    [
      `/day/${day}?minutes=5`,
      {
        Feed: "/feeds",
        JSON: `/api/v1/editions/${day}/papers?minutes=5`,
        Markdown: `/day/${day}.md?minutes=5`,
        BibTeX: `/day/${day}.bib?minutes=5`,
      },
    ],
    [
      robots,
      {
        "By mail": "/subscribe?section=robots",
        Feed: "/feeds?section=robots",
        JSON: `/api/v1/editions/${day}/papers?section=robots`,
        Markdown: `${robots}.md`,
        BibTeX: `${robots}.bib`,
      },
    ],
    [
      "/search?q=robot",
      {
        "By mail": "/subscribe?q=robot",
        Feed: "/feeds?q=robot",
        JSON: "/api/v1/search?q=robot",
        Markdown: "/search.md?q=robot",
        BibTeX: "/search.bib?q=robot",
      },
    ],
  ] as const) {
    const html = await read(page);
    const named = [...html.matchAll(/<a href="([^"]+)">(By mail|Feed|JSON|Markdown|BibTeX)<\/a>/g)];
    const found = named.map(([, href, name]) => [name, href]);
    const wanted = Object.entries(forms);
    expect([page, found]).toEqual([page, [...wanted, ...wanted]]);
  }
});
