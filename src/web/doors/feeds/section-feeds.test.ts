import { expect, test } from "vitest";
import { readFeedAs } from "../../../../fixtures/feed-rules.ts";
import { paper, webForTest } from "../../../../fixtures/web.ts";

const uuid = /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const robots = { name: "Robots & <arms>", address: "robots", query: "robot" };

test("a section's feed has its newest papers, with all that a reader of feeds shows", async () => {
  const { web, read } = await webForTest({
    sections: [robots],
    papers: [
      paper({ identifier: "arxiv:2603.00001", title: "Old robot" }, "2026-03-20"),
      paper({
        identifier: "arxiv:2603.00002",
        title: "Robot $k^{2}$ & <b>",
        abstract: "It holds $\\mathbb{Z}$ & more.",
        updatedAt: "2026-03-28T10:00:00Z",
        codeUrl: "https://github.com/a/b",
        projectUrl: "javascript:alert(1)",
      }),
      paper({ identifier: "arxiv:2603.00003", title: "Vision" }),
    ],
  });
  const atom = await read("/sections/robots/feed");
  const { title, id, moments, entries } = readFeedAs.atom(atom);
  expect([title, id]).toEqual(["Robots & <arms> · Broadsheet", expect.stringMatching(uuid)]);
  expect(moments).toEqual([
    "2026-03-28T10:00:00.000Z",
    "2026-03-28T10:00:00.000Z",
    "2026-03-20T00:00:00.001Z",
  ]);
  expect(entries.map((each) => each.title)).toEqual(["Robot k² & <b>", "Old robot"]);
  expect(entries[0]).toEqual({
    id: expect.stringMatching(uuid) as string,
    title: "Robot k² & <b>",
    page: "http://localhost:3000/papers/2603.00002",
    text: "It holds ℤ & more.\n\nWhy: no votes yet",
    html:
      "<p>Nikola Zlatanov, Amin Gohari · cs.IT</p><p>It holds ℤ &amp; more.</p><p>Why: no votes yet</p>" +
      '<p><a href="https://arxiv.org/abs/2603.00002">arXiv</a> · ' +
      '<a href="https://arxiv.org/pdf/2603.00002">PDF</a> · <a href="https://github.com/a/b">Code</a></p>',
    authors: ["Nikola Zlatanov", "Amin Gohari"],
  });
  for (const related of ["https://arxiv.org/pdf/2603.00002", "https://github.com/a/b"]) {
    expect(atom).toMatch(new RegExp(`<link rel="related"[^>]* href="${related}"`));
  }

  const answer = await web.request("/sections/robots/feed.json");
  expect(answer.headers.get("Content-Type")).toBe("application/feed+json");
  const { items, ...feed } = (await answer.json()) as { items: Record<string, unknown>[] };
  expect(feed).toEqual({
    version: "https://jsonfeed.org/version/1.1",
    title: "Robots & <arms> · Broadsheet",
    home_page_url: "http://localhost:3000/sections/robots",
    feed_url: "http://localhost:3000/sections/robots/feed.json",
    description: "The newest papers that match robot.",
    icon: "http://localhost:3000/icons/512.png",
    favicon: "http://localhost:3000/icons/96.png",
    authors: [{ name: "Broadsheet", url: "http://localhost:3000/" }],
    language: "en",
  });
  expect(items.map((each) => each["title"])).toEqual(["Robot k² & <b>", "Old robot"]);
  expect(items[0]).toEqual({
    id: expect.stringMatching(uuid) as string,
    url: "http://localhost:3000/papers/2603.00002",
    external_url: "https://arxiv.org/abs/2603.00002",
    title: "Robot k² & <b>",
    content_text: "It holds ℤ & more.\n\nWhy: no votes yet",
    content_html: expect.stringContaining("<p>It holds ℤ &amp; more.</p>") as string,
    date_published: "2026-03-27T00:00:00.000Z",
    date_modified: "2026-03-28T10:00:00.000Z",
    authors: [{ name: "Nikola Zlatanov" }, { name: "Amin Gohari" }],
    tags: ["cs.IT", "math.ST"],
    _broadsheet: {
      related: [
        { title: "arXiv", type: "text/html", href: "https://arxiv.org/abs/2603.00002" },
        { title: "PDF", type: "application/pdf", href: "https://arxiv.org/pdf/2603.00002" },
        { title: "Code", type: "text/html", href: "https://github.com/a/b" },
      ],
    },
  });
  const search = JSON.parse(await read("/search/feed.json?q=old")) as {
    feed_url: string;
    items: unknown[];
  };
  expect(search.feed_url).toBe("http://localhost:3000/search/feed.json?q=old");
  expect(search.items).toHaveLength(1);
  expect((await web.request("/search/feed.json?q=")).status).toBe(400);
  expect((await web.request("/sections/cs.XX/feed.json")).status).toBe(404);
});

test("fifty papers, the newest first", async () => {
  const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)));
  const { read } = await webForTest({
    sections: [robots],
    papers: days.map((day, index) =>
      paper(
        { identifier: `arxiv:2601.${10_000 + index}`, title: `Robot ${index}` },
        day.toISOString().slice(0, 10),
      ),
    ),
  });
  const { entries } = readFeedAs.atom(await read("/sections/robots/feed"));
  expect(entries.map(({ title }) => title)).toEqual(
    Array.from({ length: 50 }, (_, index) => `Robot ${59 - index}`),
  );
});

test("a category has a feed, and so has a search", async () => {
  const { read } = await webForTest({
    papers: [
      paper({ identifier: "arxiv:2603.00001", title: "Vision", categories: ["cs.CV", "cs.RO"] }),
      paper({ identifier: "arxiv:2603.00002", title: "Speech", categories: ["cs.CL"] }),
    ],
  });
  const told = async (path: string) => {
    const { title, entries } = readFeedAs.atom(await read(path));
    return [title, ...entries.map((each) => each.title)];
  };
  const search = (query: string) => told(`/search/feed?q=${encodeURIComponent(query)}`);
  expect(await told("/sections/cs.RO/feed")).toEqual(["Robotics · Broadsheet", "Vision"]);
  expect(await search('"speech"')).toEqual(['"speech" · Broadsheet', "Speech"]);
  expect(await search('au:"Nikola Zlatanov"')).toEqual([
    "Papers by Nikola Zlatanov · Broadsheet",
    "Speech",
    "Vision",
  ]);
  expect((await search("au:Zlatanov"))[0]).toBe("Papers by Zlatanov · Broadsheet");
});

test("whoever has the newest state is told so in a few bytes", async () => {
  const { web } = await webForTest({ sections: [robots], papers: [paper({ title: "Robot" })] });
  const first = await web.request("/sections/robots/feed");
  expect(first.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
  const tag = first.headers.get("ETag")!;
  const again = await web.request("/sections/robots/feed", { headers: { "If-None-Match": tag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const json = await web.request("/sections/robots/feed.json");
  const headers = { "If-None-Match": json.headers.get("ETag")! };
  expect(headers["If-None-Match"]).not.toBe(tag);
  expect((await web.request("/sections/robots/feed.json", { headers })).status).toBe(304);
  const other = { headers: { "If-None-Match": '"other"' } };
  expect((await web.request("/sections/robots/feed", other)).status).toBe(200);
});

test("there is no feed of what is no section, and none of no search", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  expect((await web.request("/sections/cs.XX/feed")).status).toBe(404);
  expect((await web.request("/sections/%22%25/feed")).status).toBe(404);
  expect((await web.request("/search/feed")).status).toBe(400);
  expect((await web.request("/search/feed?q=%20")).status).toBe(400);
});

test("the pages of a section name its feeds to those who look for one, and so does a search", async () => {
  const { read } = await webForTest({ sections: [robots], papers: [paper({ title: "Robot" })] });
  for (const path of ["/sections/robots", "/sections/robots/day/2026-03-26"]) {
    expect(await read(path)).toContain(
      '<link rel="alternate" type="application/atom+xml" title="Robots &amp; &lt;arms&gt; (Atom)" href="/sections/robots/feed"/>' +
        '<link rel="alternate" type="application/rss+xml" title="Robots &amp; &lt;arms&gt; (RSS)" href="/sections/robots/feed.rss"/>' +
        '<link rel="alternate" type="application/feed+json" title="Robots &amp; &lt;arms&gt; (JSON Feed)" href="/sections/robots/feed.json"/>',
    );
  }
  expect(await read("/sections/cs.IT")).toContain('href="/sections/cs.IT/feed"');
  expect(await read("/search?q=robot")).toContain(
    'type="application/feed+json" title="robot (JSON Feed)" href="/search/feed.json?q=robot"',
  );
});
