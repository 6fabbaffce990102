import { expect, test } from "vitest";
import { say } from "../../../../fixtures/discussion.ts";
import { faultsOf, readFeedAs } from "../../../../fixtures/feed-rules.ts";
import { knownReader } from "../../../../fixtures/readers.ts";
import { now, paper, webForTest } from "../../../../fixtures/web.ts";
import { feedFormats, links } from "../../../links.ts";

const site = "https://papers.example.org";
const robots = { name: "Robots & <arms>", address: "robots", query: "robot" };

const hostile = paper({
  identifier: "arxiv:2603.00009",
  title: "Robot ]]> </title> &nbsp; <b>$k^{2}$</b> \u0001\u000b \ud800 end",
  abstract:
    'See $\\frac{a}{b}$, $\\alpha_{i}^2$, \\href{/x}{here}, <a href="/y">there</a>, "& so on".',
  authors: ["A. & B. <c@d.org>", ""],
  categories: ['cs."X"', "cs.RO"],
  doi: '10.1/"><x>',
  codeUrl: "https://github.com/a/b?c=1&d=<e>",
  projectUrl: "javascript:alert(1)",
});

async function siteWithAll() {
  const papers = [
    hostile,
    paper({ title: "Robot old", identifier: "arxiv:2603.00001" }, "2026-03-20"),
    paper({ title: "Robot new", updatedAt: "2026-03-27T08:00:00Z" }),
    { title: "Robot without a name", abstract: "" },
  ];
  const test = await webForTest({
    papers,
    sections: [robots],
    settings: { SITE_URL: site, WEBSUB_HUB: "https://hub.example.org/x?" },
  });
  const ada = await knownReader(test.db);
  const source = "For @ben, see [this](/papers) & $\\alpha^2$: <b>x</b> ]]>\n\n- one\n- two";
  await say(test.db, { paper: 1, reader: ada, source, now });
  return test;
}

const withFeeds = [
  [links.home, 2],
  [links.papers, 3],
  ["/day/2026-03-27", 2],
  ["/week/2026-W13", 2],
  ["/month/2026-03", 3],
  ["/day/2026-03-21", 0],
  ["/sections/robots", 4],
  ["/sections/cs.IT", 2],
  ["/sections/robots/day/2026-03-20", 1],
  [links.search('robot "&" ti:new'), 1],
  [links.search('au:"Nikola Zlatanov"'), 2],
  [links.trending, 1],
  [links.discussions, 1],
  [links.person("ada"), 1],
  ["/papers/2603.00009/discussion", 1],
  ["/papers/2603.25280/discussion", 0],
] as const;

test("every feed holds the rules of its format, and tells the same in all three", async () => {
  const { web } = await siteWithAll();
  const wrong: string[] = [];
  for (const [of, entries] of withFeeds) {
    const told = [];
    for (const format of feedFormats) {
      const path = links.feed(of, format);
      const answer = await web.request(path);
      const text = await answer.text();
      expect([path, answer.status]).toEqual([path, 200]);
      const faults = faultsOf(text, { format, address: site + path, now: new Date() });
      wrong.push(...faults.map((fault) => `${path}: ${fault}`));
      if (/\\ud[89a-f]/i.test(text)) wrong.push(`${path}: half a character`);
      const feed = readFeedAs[format](text);
      expect([path, feed.entries.length]).toEqual([path, entries]);
      const { title, page, hub, entries: same } = feed;
      told.push({ title, page, hub, same });
    }
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  }
  expect(wrong).toEqual([]);
});

test("an edition is one entry with its papers and why, and a paper is one entry wherever it stands", async () => {
  const { read } = await siteWithAll();
  const editions = readFeedAs.atom(await read("/feed"));
  expect(editions.entries.map(({ title, page }) => [title, page])).toEqual([
    ["Friday 27 March 2026", `${site}/day/2026-03-27`],
    ["Friday 20 March 2026", `${site}/day/2026-03-20`],
  ]);
  const { html = "", text } = editions.entries[0]!;
  expect(html).toContain(`<a href="${site}/papers/2603.25280">Robot new</a>`);
  expect(html).toContain("Why: 1 reader comment");
  expect(html).toMatch(/<i>α<\/i>|α/);
  expect(text).toMatch(/^2\spapers\.\n\n1\. Robot/);
  const idOf = async (path: string) =>
    readFeedAs.atom(await read(path)).entries.find(({ title }) => title === "Robot new")?.id;
  const id = await idOf("/papers/feed");
  for (const path of ["/day/2026-03-27/feed", "/sections/robots/feed", "/search/feed?q=new"]) {
    expect(await idOf(path)).toBe(id);
  }
});

test("identifiers outlast a move of the site to another address", async () => {
  const idsAt = async (SITE_URL: string) => {
    const { read } = await webForTest({ papers: [paper()], settings: { SITE_URL } });
    const { id, entries } = readFeedAs.atom(await read("/papers/feed"));
    return [id, ...entries.map((entry) => entry.id)];
  };
  expect(await idsAt("http://localhost:4000")).toEqual(await idsAt(site));
});

test("the pictures of a feed are there", async () => {
  const { web, read } = await webForTest({ papers: [paper()] });
  for (const format of feedFormats) {
    for (const picture of readFeedAs[format](await read(links.feed("/", format))).pictures) {
      const answer = await web.request(new URL(picture!).pathname);
      expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "image/png"]);
    }
  }
});
