import { expect, test } from "vitest";
import { readFeedAs } from "../../../../fixtures/feed-rules.ts";
import { temporaryFolder } from "../../../../fixtures/instance.ts";
import { composeIn, plainWish } from "../../../../fixtures/mail-office.ts";
import { now, paper, secret, webForTest, type TestWeb } from "../../../../fixtures/web.ts";
import { letterheadOf } from "../../../email/letters/letterhead.ts";
import { signLink, type Purpose } from "../../../email/subscriptions/link-tokens.ts";
import { takeIn } from "../../../email/subscriptions/subscription-import.ts";
import { endSubscription, findByAddress } from "../../../email/subscriptions/subscriptions.ts";
import type { PaperRecord } from "../../../papers/paper.ts";

const days = ["2026-03-25", "2026-03-26", "2026-03-27"];

/** The site with a reader, whose letters of these papers wait in the outbox. */
async function siteWithReader(papers: PaperRecord[], editions: readonly string[] = days.slice(2)) {
  const site = await webForTest({ papers });
  const { db, given } = site;
  const letterhead = letterheadOf(given);
  const keeper = { secret, dataDir: temporaryFolder() };
  const address = "ada@example.net";
  const reader = { channel: "mail" as const, address, addressKey: address, wish: plainWish };
  await takeIn(db, keeper, [reader], { consent: "on paper", letterhead, now });
  const office = { db, dataDir: keeper.dataDir, letterhead, keeper };
  let composed = 0;
  const compose = async (day: string) => {
    const at = new Date(now.getTime() + composed++ * 60_000);
    await composeIn(office, { finder: given.finder, day, now: at });
  };
  for (const day of editions) await compose(day);
  const subscription = (await findByAddress(db, address))!;
  const tokenFor = (purpose: Purpose) => signLink(secret, purpose, subscription);
  const feed = `/letters/${tokenFor("read")}/feed`;
  return { ...site, keeper, subscription, tokenFor, compose, feed };
}

async function readJson({ read }: TestWeb, path: string) {
  return JSON.parse(await read(path)) as { items: Record<string, string>[] } & Record<
    string,
    unknown
  >;
}

test("a reader's letters come as a feed, one entry each, the newest first", async () => {
  const site = await siteWithReader(
    days.map((day, index) =>
      paper({ identifier: `arxiv:2603.0000${index}`, title: `Paper ${index}` }, day),
    ),
    days,
  );
  const atom = await site.read(site.feed);
  const { title, self, page, entries } = readFeedAs.atom(atom);
  const letters = `http://localhost:3000/letters/${site.tokenFor("read")}`;
  expect([title, self, page]).toEqual(["Letters · Broadsheet", `${letters}/feed`, letters]);
  expect(entries.map((each) => [each.title, each.page])).toEqual([
    ["Paper 2 · 27 March", `${letters}/2026-03-27`],
    ["Paper 1 · 26 March", `${letters}/2026-03-26`],
    ["Paper 0 · 25 March", `${letters}/2026-03-25`],
  ]);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
  expect(atom).toContain(`<published>${now.toISOString()}</published>`);
  expect((await site.web.request(`${new URL(letters).pathname}/2026-03-27`)).status).toBe(200);
});

test("an entry is the list of its papers, with links, summary and why", async () => {
  const site = await siteWithReader([
    paper({
      title: "Robot $k^{2}$ <script>alert(1)</script> ]]> \u0001 \ud800 end",
      abstract: "It holds $\\mathbb{Z}$ & <img src=x onerror=alert(1)>.",
      authors: ["A. & B. <c@d.org>"],
      codeUrl: "https://github.com/a/b",
      projectUrl: "javascript:alert(1)",
    }),
  ]);
  const html = readFeedAs.atom(await site.read(site.feed)).entries[0]!.html!;
  expect(html).toContain('<a href="http://localhost:3000/papers/2603.25280">Robot <i>k</i>');
  expect(html).toContain("&lt;script&gt;");
  expect(html).toContain("A. &amp; B. &lt;c@d.org&gt; · cs.IT");
  expect(html).toContain('Why: no votes yet · <a href="https://github.com/a/b">Code</a></p>');
  expect(html.match(/<[a-z]+/g)?.filter((each) => !/^<(ol|li|p|a|br|i|sup)$/.test(each))).toEqual(
    [],
  );
  const { items, ...feed } = await readJson(site, `${site.feed}.json`);
  expect(feed).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    feed_url: `http://localhost:3000${site.feed}.json`,
  });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    url: `http://localhost:3000/letters/${site.tokenFor("read")}/2026-03-27`,
    date_published: now.toISOString(),
    content_html: expect.stringContaining("<ol><li>") as string,
    authors: [{ name: "Broadsheet" }],
  });
  expect(items[0]!["content_text"]).toMatch(
    /^1\. Robot k² .* end\nA\. & B\. .*\nIt holds ℤ .*\nWhy: no votes yet\nhttp:\/\/localhost:3000\/papers\/2603\.25280$/,
  );
});

test("the address of a feed reads, and gives nobody a key to change anything", async () => {
  const site = await siteWithReader([paper()]);
  for (const path of [site.feed, `${site.feed}.json`]) {
    const answer = await site.web.request(path);
    expect(answer.headers.get("X-Robots-Tag")).toBe("noindex");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
    const text = await answer.text();
    expect(text).not.toContain(site.tokenFor("manage"));
    expect(text).not.toContain(site.tokenFor("unsubscribe"));
    expect(text).not.toContain("ada@example.net");
  }
});

test("a feed reader that asks every hour gets a few bytes until there is another letter", async () => {
  const papers = [paper({ identifier: "arxiv:2603.00001" }, "2026-03-26"), paper()];
  const { web, feed, compose } = await siteWithReader(papers, ["2026-03-26"]);
  const tags = new Map<string, string>();
  for (const path of [feed, `${feed}.json`]) {
    const tag = (await web.request(path)).headers.get("ETag")!;
    const again = await web.request(path, { headers: { "If-None-Match": tag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("Cache-Control")).toBe("private, no-cache");
    tags.set(path, tag);
  }
  await compose("2026-03-27");
  for (const [path, tag] of tags) {
    const answer = await web.request(path, { headers: { "If-None-Match": tag } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("ETag")).not.toBe(tag);
  }
});

test("thirty letters at most", async () => {
  const many = Array.from({ length: 33 }, (_, index) =>
    new Date(Date.UTC(2026, 1, 1 + index)).toISOString().slice(0, 10),
  );
  const site = await siteWithReader(
    many.map((day, index) =>
      paper({ identifier: `arxiv:2602.${10_000 + index}`, title: `Paper ${index}` }, day),
    ),
    many,
  );
  const { entries } = readFeedAs.atom(await site.read(site.feed));
  const titles = entries.map(({ title }) => title);
  expect(titles).toHaveLength(30);
  expect(titles[0]).toMatch(/^Paper 32 /);
});

test("before the first letter the feed is there, and empty", async () => {
  const site = await siteWithReader([paper()], []);
  expect(readFeedAs.atom(await site.read(site.feed)).entries).toEqual([]);
  expect((await readJson(site, `${site.feed}.json`)).items).toEqual([]);
});

test("an address that is cut off, made up or for something else has no feed", async () => {
  const site = await siteWithReader([paper()]);
  const read = site.tokenFor("read");
  for (const token of [read.slice(0, -1), `9${read}`, "x", site.tokenFor("manage")]) {
    for (const kind of ["feed", "feed.json"]) {
      const answer = await site.web.request(`/letters/${token}/${kind}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("X-Robots-Tag")).toBe("noindex");
    }
  }
});

test("whoever has unsubscribed is told that the feed has ended", async () => {
  const site = await siteWithReader([paper()]);
  await endSubscription(site.db, site.keeper, { ...site.subscription, now });
  for (const path of [site.feed, `${site.feed}.json`]) {
    const answer = await site.web.request(path);
    expect([answer.status, await answer.text()]).toEqual([
      410,
      "This subscription was ended, and its feed with it.\n",
    ]);
  }
});
