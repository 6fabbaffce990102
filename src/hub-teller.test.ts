import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { serve } from "../fixtures/answering-server.ts";
import { webForTest } from "../fixtures/web.ts";
import { openHubTeller } from "./hub-teller.ts";

const robots = { name: "Robots", address: "robots", query: "robot" };
const site = "https://papers.example.org";

/** A hub, and what it was sent. */
async function openHub(answer: (response: ServerResponse) => void) {
  const posts: { request: IncomingMessage; fields: Record<string, string> }[] = [];
  const { url } = await serve((response, request) => {
    void text(request).then((body) => {
      posts.push({ request, fields: Object.fromEntries(new URLSearchParams(body)) });
      answer(response);
    });
  });
  return { posts, url: new URL("/hub", url).href };
}

async function tellerFor(
  settings: Record<string, string>,
  timeouts = { oneMs: 5000, allMs: 5000 },
) {
  const { given, logged, web } = await webForTest({
    settings: { SITE_URL: site, ...settings },
    sections: [robots],
  });
  const teller = openHubTeller({ ...given, timeouts });
  onTestFinished(() => teller.stop());
  return { teller, logged, web };
}

test("when an edition has changed the hub is told of every feed that names it", async () => {
  const { posts, url } = await openHub((response) => response.writeHead(204).end());
  const { teller, logged, web } = await tellerFor({ WEBSUB_HUB: url });
  teller.editionChanged();
  await expect.poll(() => posts.length).toBe(9);
  await teller.stop();
  const addresses = ["/feed", "/papers/feed", "/sections/robots/feed"].flatMap((each) =>
    ["", ".rss", ".json"].map((ending) => each + ending),
  );
  for (const [index, { request, fields }] of posts.entries()) {
    expect(request.method).toBe("POST");
    expect(request.url).toBe("/hub");
    expect(request.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(fields).toEqual({ "hub.mode": "publish", "hub.url": site + addresses[index] });
    const feed = await web.request(addresses[index]!);
    expect(feed.headers.get("Link")).toBe(
      `<${url}>; rel="hub", <${site}${addresses[index]}>; rel="self"`,
    );
    expect(await feed.text()).toContain(url);
  }
  expect(logged).toEqual([]);
});

test("a hub that fails is told of in a sentence, and told again with the next change", async () => {
  let status = 503;
  const { posts, url } = await openHub((response) => response.writeHead(status).end());
  const { teller, logged } = await tellerFor({ WEBSUB_HUB: url });
  teller.editionChanged();
  await expect.poll(() => logged.length).toBe(1);
  expect(logged[0]!.message).toMatch(
    /^The hub was told of 0 of 9 feeds: 127\.0\.0\.1:\d+ answered 503\. It is told of all when an edition changes again\.$/,
  );
  expect(posts).toHaveLength(1);
  status = 202;
  teller.editionChanged();
  await expect.poll(() => posts.length).toBe(10);
  expect(logged).toHaveLength(1);
});

test("a hub that never answers, or is not there, costs a moment and nothing else", async () => {
  const { posts, url } = await openHub(() => {});
  const silent = await tellerFor({ WEBSUB_HUB: url }, { oneMs: 50, allMs: 5000 });
  silent.teller.editionChanged();
  await expect
    .poll(() => silent.logged.map(({ message }) => message))
    .toEqual([expect.stringContaining("did not answer in time")]);
  expect(posts).toHaveLength(1);
  const gone = await tellerFor({ WEBSUB_HUB: "http://127.0.0.1:1/" });
  gone.teller.editionChanged();
  await expect
    .poll(() => gone.logged.map(({ message }) => message))
    .toEqual([expect.stringMatching(/^The hub was told of 0 of 9 feeds: 127\.0\.0\.1:1 /)]);
});

test("a private site tells no hub, nor does one that names none; a server that stops does not wait", async () => {
  const { posts, url } = await openHub(() => {});
  for (const settings of [{ WEBSUB_HUB: url, PRIVATE: "yes" }, {}]) {
    const { teller } = await tellerFor(settings);
    teller.editionChanged();
  }
  const { teller, logged } = await tellerFor({ WEBSUB_HUB: url }, { oneMs: 60_000, allMs: 60_000 });
  teller.editionChanged();
  await expect.poll(() => posts.length).toBe(1);
  await teller.stop();
  expect([posts.length, logged]).toEqual([1, []]);
});
