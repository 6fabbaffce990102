import { expect, test } from "vitest";
import { say } from "../../../../fixtures/discussion.ts";
import { knownReader, signInAs } from "../../../../fixtures/readers.ts";
import { now, paper, webForTest } from "../../../../fixtures/web.ts";
import { followFeedToken } from "../../../community/follow-feed.ts";
import { links } from "../../../links.ts";

const minute = 60_000;
const addresses = ["/feed", "/papers/feed.rss", "/trending/feed.json", "/discussions/feed"];

async function siteAt(at: Date) {
  const test = await webForTest({ papers: [paper()], at });
  const ada = await knownReader(test.db);
  const comment = await say(test.db, { paper: 1, reader: ada, source: "Read this.", now });
  const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    test.web.request(path, { headers, method });
  return { ...test, ask, ada, comment };
}

test("while nothing changes a feed keeps its fingerprint and its date, however late it is", async () => {
  const at = new Date(now);
  const { ask } = await siteAt(at);
  for (const path of addresses) {
    at.setTime(now.getTime());
    const first = await ask(path);
    const ETag = first.headers.get("ETag")!;
    const since = first.headers.get("Last-Modified")!;
    expect(ETag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(since).toBe(now.toUTCString());
    for (const minutes of [1, 6, 60, 600]) {
      at.setTime(now.getTime() + minutes * minute);
      const again = await ask(path);
      expect([path, again.headers.get("ETag")]).toEqual([path, ETag]);
      expect([path, again.headers.get("Last-Modified")]).toEqual([path, since]);
    }
  }
});

test("whoever has a feed as it is gets 304: by fingerprint or date, packed or not, head or whole", async () => {
  const { ask } = await siteAt(now);
  for (const path of addresses) {
    const packed = await ask(path, { "Accept-Encoding": "gzip" });
    const tag = packed.headers.get("ETag")!;
    const since = packed.headers.get("Last-Modified")!;
    for (const method of ["GET", "HEAD"]) {
      const whole = await ask(path, {}, method);
      expect([whole.status, whole.headers.get("ETag")]).toEqual([200, tag]);
      for (const known of [
        { "If-None-Match": tag },
        { "If-None-Match": `"other", ${tag.slice(2)}`, "Accept-Encoding": "gzip" },
        { "If-None-Match": "*" },
        { "If-Modified-Since": since },
        { "If-Modified-Since": new Date(now.getTime() + minute).toUTCString() },
      ]) {
        const answer = await ask(path, known as Record<string, string>, method);
        expect([path, known, answer.status, await answer.text()]).toEqual([path, known, 304, ""]);
        expect(answer.headers.get("ETag")).toBe(tag);
      }
      for (const stale of [
        { "If-None-Match": '"other"', "If-Modified-Since": since },
        { "If-Modified-Since": new Date(now.getTime() - minute).toUTCString() },
        { "If-Modified-Since": "some day" },
      ]) {
        const answer = await ask(path, stale as Record<string, string>, method);
        expect([path, stale, answer.status]).toEqual([path, stale, 200]);
      }
    }
  }
});

test("what is taken away leaves a feed at once, and nobody is told that nothing changed", async () => {
  const { ask, db, comment } = await siteAt(now);
  const before = await ask("/discussions/feed");
  const known = { "If-Modified-Since": before.headers.get("Last-Modified")! };
  expect((await ask("/discussions/feed", known)).status).toBe(304);
  await db.updateTable("comments").set({ standing: "hidden" }).where("id", "=", comment).execute();
  const after = await ask("/discussions/feed", known);
  expect([after.status, await after.text()]).toEqual([
    200,
    expect.not.stringContaining("Read this"),
  ]);
  expect(after.headers.get("ETag")).not.toBe(before.headers.get("ETag"));
});

test("a hub stands in the feeds that it is told of, and never on a private site or in a private feed", async () => {
  const settings = {
    WEBSUB_HUB: "https://hub.example.org/",
    SITE_URL: "https://papers.example.org",
  };
  const { web } = await webForTest({ papers: [paper()], settings });
  const linked = (await web.request("/feed.rss")).headers.get("Link");
  expect(linked).toBe(
    '<https://hub.example.org/>; rel="hub", <https://papers.example.org/feed.rss>; rel="self"',
  );
  const other = await web.request("/discussions/feed");
  expect([other.headers.get("Link"), await other.text()]).toEqual([
    null,
    expect.not.stringContaining("hub"),
  ]);
  const hidden = await webForTest({ papers: [paper()], settings: { ...settings, PRIVATE: "yes" } });
  const { reader, headers } = await signInAs(hidden.given);
  const token = followFeedToken(hidden.given.secret, reader);
  for (const path of ["/feed", links.feed(links.followingOf(token))]) {
    const answer = await hidden.web.request(path, { headers });
    expect([path, answer.status, answer.headers.get("Link")]).toEqual([path, 200, null]);
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(await answer.text()).not.toContain("hub");
  }
});
