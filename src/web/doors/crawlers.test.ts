// What programs that look through the whole web are told: robots.txt, sitemaps and the description of the
// search, held against their rules.
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { paper, webForTest, type TestWebOptions } from "../../../fixtures/web.ts";

const site = "https://papers.example";
const settings = { SITE_URL: site };

async function open(options: TestWebOptions = {}) {
  const test = await webForTest({ ...options, settings: { ...settings, ...options.settings } });
  const robots = parseRobots(await test.read("/robots.txt"));
  return { ...test, ...robots };
}

/** As RFC 9309 (2.2) reads it: the longest rule decides, `*` is anything and `$` the end. */
function parseRobots(text: string) {
  const lines = text
    .trim()
    .split("\n")
    .map((line) => line.split(/: ?(.*)/s) as [string, string]);
  const rules = lines.filter(([name]) => name === "Disallow").map(([, path]) => path);
  const known = /^(User-agent|Crawl-delay|Disallow|Sitemap)$/;
  expect(lines.filter(([name]) => name !== "" && !known.test(name))).toEqual([]);
  const mayRead = (path: string) => !rules.some((rule) => patternOf(rule).test(path));
  return { rules, mayRead, sitemap: lines.find(([name]) => name === "Sitemap")?.[1] };
}

function patternOf(rule: string): RegExp {
  const source = rule.replaceAll(/[.+?^{}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}`);
}

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** @throws where it is not well-formed */
function parseXml(xml: string): Element {
  const top: Element = { name: "", attributes: {}, text: "", children: [] };
  const stack = [top];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes, text: "", children: [] };
    stack.at(-1)!.children.push(element);
    stack.push(element);
  });
  parser.on("text", (text) => (stack.at(-1)!.text += text));
  parser.on("closetag", () => void stack.pop());
  parser.write(xml).close();
  return top.children[0]!;
}

/** The addresses of a sitemap or of an index of them, held against the protocol. */
function addressesIn(xml: string, of: "urlset" | "sitemapindex"): string[] {
  const root = parseXml(xml);
  expect([root.name, root.attributes]).toEqual([
    of,
    { xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9" },
  ]);
  expect(Buffer.byteLength(xml)).toBeLessThan(50 * 1024 * 1024);
  expect(root.children.length).toBeLessThanOrEqual(50_000);
  return root.children.map(({ name, children }) => {
    expect(name).toBe(of === "urlset" ? "url" : "sitemap");
    expect(children.map((each) => each.name).join()).toMatch(/^loc(,lastmod)?$/);
    const [loc, lastmod = "2026-03-27"] = children.map((each) => each.text);
    expect(loc!.startsWith(`${site}/`) && loc!.length < 2048 && URL.canParse(loc!)).toBe(true);
    expect(lastmod).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    return loc!.slice(site.length);
  });
}

test("crawlers may read papers and editions once, and nothing that has no end", async () => {
  const { mayRead, sitemap, web, rules } = await open({ papers: [paper()] });
  expect(sitemap).toBe(`${site}/sitemap.xml`);
  for (const path of [
    "/",
    "/day/2026-03-27",
    "/day/2026-03-27?page=2",
    "/week/2026-W13",
    "/day/2026-03-27.md",
    "/papers/2603.25280",
    "/papers/hep-th/9901001",
    "/papers/2603.25280.md",
    "/sections/cs.IT",
    "/people/ada",
    "/comments/12",
    "/discussions",
    "/search/help",
    "/feeds",
    "/sitemap.xml",
    "/sitemaps/papers-1.xml",
    "/static/broadsheet.css",
  ]) {
    expect([path, mayRead(path)]).toEqual([path, true]);
  }
  for (const path of [
    "/search?q=protein",
    "/search.md?q=protein",
    "/search/filters?q=a",
    "/search/suggest?q=a",
    "/search/feed.rss?q=a",
    "/sections/cs.IT/feed",
    "/sections/cs.IT/day/2026-03-27",
    "/sections/cs.IT/since?day=2026-03-20",
    "/since?day=2026-03-20",
    "/day/2026-03-27?minutes=10",
    "/day/2026-03-27?page=2&minutes=10",
    "/papers/2603.25280?order=votes",
    "/papers/2603.25280.bib",
    "/day/2026-03-27.txt?page=2",
    "/day/2026-03-27.csl.json",
    "/api/v1/papers/2603.25280",
    "/mcp",
    "/unapi?id=arxiv:2603.25280",
    "/following/1.abcdefghijkl/feed.json",
    "/letters/1.abc/feed",
    "/unsubscribe/1.abc",
    "/comments/12/report",
    "/settings/tokens",
    "/library/export?format=bibtex",
    "/sign-in?next=/",
  ]) {
    expect([path, mayRead(path)]).toEqual([path, false]);
  }
  expect(new Set(rules).size).toBe(rules.length);
  expect((await web.request("/robots.txt")).headers.get("Content-Type")).toMatch(/^text\/plain/);
});

test("the sitemaps name every paper, edition and section once, each where robots may read it", async () => {
  const doi = paper({
    identifier: "doi:10.1000/a&b(c)<d>'e",
    title: "A & B",
    updatedAt: "2026-03-20T08:00:00Z",
  });
  const papers = [
    paper(),
    doi,
    paper({ identifier: "arxiv:2602.00001", title: "Earlier" }, "2026-02-27"),
  ];
  const sections = [{ name: "Guesses", address: "guesses", query: "guesses" }];
  const { read, mayRead, db, web } = await open({ papers, sections });
  // Numbers go on far behind what was deleted.
  await db
    .insertInto("papers")
    .values({
      id: 120_000,
      identifier: "arxiv:2603.99999",
      title_hash: "0",
      title: "Far",
      abstract: "",
      authors: "[]",
      categories: "[]",
      created_at: "2026-03-27T00:00:00Z",
      changed_at: "2026-03-27T00:00:00Z",
    } as never)
    .execute();
  const files = addressesIn(await read("/sitemap.xml"), "sitemapindex");
  const named: string[] = [];
  for (const file of files) named.push(...addressesIn(await read(file), "urlset"));
  expect(files).toHaveLength(5);
  expect(new Set(named).size).toBe(named.length);
  expect(named.filter((path) => !mayRead(path))).toEqual([]);
  expect(named.filter((path) => path.startsWith("/papers/")).toSorted()).toEqual([
    "/papers/2602.00001",
    "/papers/2603.25280",
    "/papers/2603.99999",
    "/papers/doi:10.1000/a%26b(c)%3Cd%3E'e",
  ]);
  expect(named).toEqual(
    expect.arrayContaining([
      "/day/2026-02-27",
      "/week/2026-W09",
      "/month/2026-03",
      "/sections/guesses",
      "/sections/cs.IT",
    ]),
  );
  for (const path of named.filter((each) => !each.startsWith("/papers/2603.99999"))) {
    const { status, headers } = await web.request(path);
    expect([path, status, headers.get("X-Robots-Tag")]).toEqual([path, 200, null]);
  }
  expect(await read("/sitemaps/papers-1.xml")).toContain("<lastmod>2026-03-20</lastmod>");
  for (const name of [
    "papers-0",
    "papers-4",
    "papers-01",
    "papers-99999999999999999999",
    "nothing",
  ]) {
    expect((await web.request(`/sitemaps/${name}.xml`)).status).toBe(404);
  }
});

test("the sample is in no sitemap, and a private site has none", async () => {
  const sample = await open({ papers: [paper()] });
  await sample.db.updateTable("papers").set({ sample: 1 }).execute();
  for (const name of ["papers-1", "editions"]) {
    expect(addressesIn(await sample.read(`/sitemaps/${name}.xml`), "urlset")).toEqual([]);
  }
  const closed = await open({ papers: [paper()], settings: { PRIVATE: "yes" } });
  expect(closed.mayRead("/")).toBe(false);
  expect(closed.sitemap).toBeUndefined();
  const Accept = "application/json";
  for (const path of ["/sitemap.xml", "/sitemaps/papers-1.xml", "/calendar.ics"]) {
    expect((await closed.web.request(path, { headers: { Accept } })).status).toBe(401);
  }
});

test("a browser learns how to search here, and what to offer while somebody types", async () => {
  const { read, web } = await open({
    papers: [
      paper({ title: "List estimation of $x^{2}$ & more" }),
      paper({ identifier: "arxiv:2603.25281", title: "Another one" }),
    ],
    settings: { SITE_NAME: "The <Papers> & Preprints of our Group" },
  });
  const page = await read("/");
  expect(page).toMatch(
    /<link rel="search" type="application\/opensearchdescription\+xml" title="[^"]+" href="\/opensearch.xml"\/>/,
  );
  const description = parseXml(await read("/opensearch.xml"));
  const of = (name: string) => description.children.filter((each) => each.name === name);
  expect(description.attributes).toEqual({ xmlns: "http://a9.com/-/spec/opensearch/1.1/" });
  expect(of("ShortName")[0]!.text).toBe("The <Papers> & P");
  const urls = new Map(of("Url").map(({ attributes: { type, template } }) => [type, template!]));
  expect(urls.get("text/html")).toBe(`${site}/search?q={searchTerms}`);
  const suggest = urls
    .get("application/x-suggestions+json")!
    .replace("{searchTerms}", "estimation%20mo");
  const answer = await web.request(suggest.slice(site.length));
  expect(answer.headers.get("Content-Type")).toBe("application/x-suggestions+json; charset=utf-8");
  expect(await answer.json()).toEqual([
    "estimation mo",
    ["List estimation of x² & more"],
    [""],
    [`${site}/papers/2603.25280`],
  ]);
  for (const q of ["", "%00", "is:saved", "%ff", "a".repeat(10_000)]) {
    const { status } = await web.request(`/search/suggest?q=${q}`);
    expect([q.slice(0, 9), status]).toEqual([q.slice(0, 9), 200]);
  }
});
