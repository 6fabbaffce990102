// The moods of the fake archive: each does what it says, or what is tested against it means nothing.
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { expect, test } from "vitest";
import { makePapers, oldPapers } from "../../../fixtures/archive/invented-papers.ts";
import type { Mood } from "../../../fixtures/archive/moods.ts";
import { openArchive, type Archive } from "../../../fixtures/archive.ts";

test("one request at a time is seen as such, and so are two", async () => {
  const archive = await anArchive();
  await read(feedOf(archive));
  await read(feedOf(archive));
  expect(archive.greatestConcurrency).toBe(1);
  expect(archive.smallestGapMs()).toBeGreaterThanOrEqual(0);
  archive.mood = { waitMs: 30 };
  await Promise.all([read(feedOf(archive)), read(archive.urls.oai)]);
  expect(archive.greatestConcurrency).toBe(2);
  expect(archive.smallestGapMs()).toBeLessThan(0);
});

test("the log tells of every request, also on the archive's clock", async () => {
  const archive = await anArchive();
  await read(feedOf(archive));
  archive.now = new Date("2026-03-27T08:00:05Z");
  await read(`${archive.urls.api}?id_list=2603.00001`);
  archive.forTheNext(1, { reset: true });
  await read(archive.urls.oai).catch(() => undefined);
  await read(`${archive.urls.feed.replace("/feed-base", "")}/elsewhere`);
  const seen = archive.requests.map(({ source, status }) => `${source} ${status}`);
  expect(seen).toEqual(["feed 200", "api 200", "oai 0", "other 404"]);
  expect(archive.requests[1]!.archiveTime).toEqual(archive.now);
  expect(archive.smallestGapMs("archive")).toBe(0);
});

test("a mood may be for all, for one endpoint, for the next requests, or decided each time", async () => {
  const archive = await anArchive();
  const statuses = async () => [
    (await fetch(feedOf(archive))).status,
    (await fetch(`${archive.urls.oai}?verb=Identify`)).status,
  ];
  archive.mood = { status: 503 };
  archive.moods = { oai: {} };
  expect(await statuses()).toEqual([503, 200]);
  archive.mood = ({ url }) => (url.pathname === "/oai" ? {} : { status: 500 });
  archive.moods = {};
  expect(await statuses()).toEqual([500, 200]);
  archive.forTheNext(1, { status: 429 }, "oai");
  archive.forTheNext(2, { status: 403 });
  expect(await statuses()).toEqual([403, 429]);
  expect(await statuses()).toEqual([403, 200]);
});

test.each(["120", "Fri, 27 Mar 2026 09:00:00 GMT", "soon, thanks"])(
  "refuses with Retry-After: %s",
  async (retryAfter) => {
    const archive = await anArchive();
    archive.mood = { status: 503, retryAfter };
    const answer = await fetch(feedOf(archive));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, retryAfter]);
  },
);

test("sends elsewhere", async () => {
  const archive = await anArchive();
  archive.mood = { status: 301, location: "/feed-base/atom/cs.CL" };
  const answer = await fetch(feedOf(archive), { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([301, "/feed-base/atom/cs.CL"]);
});

test.each<[string, Mood]>([
  ["drops the connection", { reset: true }],
  ["breaks off", { truncated: { share: 0.5, how: "dropped" } }],
])("%s", async (_, mood) => {
  const archive = await anArchive();
  archive.mood = mood;
  await expect(read(feedOf(archive))).rejects.toThrow(/fetch failed|terminated/);
  const plain = read(feedOf(archive), { "accept-encoding": "identity" });
  await expect(plain).rejects.toThrow(/fetch failed|terminated/);
});

test.each(["gzip", "identity"])("cuts cleanly (%s): all is said to be well", async (encoding) => {
  const archive = await anArchive();
  const whole = await read(feedOf(archive), { "accept-encoding": encoding });
  archive.mood = { truncated: { share: 0.5, how: "clean" } };
  const part = await read(feedOf(archive), { "accept-encoding": encoding });
  expect(whole.startsWith(part)).toBe(true);
  expect(part).not.toContain("</feed>");
  expect(part.length).toBeGreaterThan(whole.length / 3);
});

test("is slow to begin, and slow to go on", async () => {
  const archive = await anArchive();
  const whole = await read(feedOf(archive));
  archive.mood = { waitMs: 20, trickle: { bytes: 200, everyMs: 1 } };
  expect(await read(feedOf(archive))).toBe(whole);
});

test("packs its answers when asked to", async () => {
  const archive = await anArchive();
  const packed = await fetch(feedOf(archive));
  const plain = await fetch(feedOf(archive), { headers: { "accept-encoding": "identity" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(await packed.text()).toBe(await plain.text());
});

test("goes on showing an old listing, under a fresh date of writing", async () => {
  const archive = await anArchive();
  archive.announce("2026-03-26", ...makePapers(2, { on: "2026-03-26", categories: ["cs.AI"] }));
  archive.mood = { stale: "2026-03-26" };
  const stale = await read(feedOf(archive));
  expect(stale).toContain("<updated>2026-03-27T08:00");
  expect(stale.match(/(?<=<published>)[^T]*/g)).toEqual(["2026-03-26", "2026-03-26"]);
  archive.mood = { stale: "2026-03-26", relabelled: true };
  expect((await read(feedOf(archive))).match(/(?<=<published>)[^T]*/g)![0]).toBe("2026-03-27");
});

test("gives nothing, everything twice, or in no order", async () => {
  const archive = await anArchive();
  const asked = [
    feedOf(archive),
    `${archive.urls.feed}/rss/cs.AI`,
    `${archive.urls.oai}?verb=ListRecords&metadataPrefix=arXivRaw`,
    `${archive.urls.api}?search_query=cat:cs.AI`,
  ];
  for (const url of asked) {
    const whole = idsIn(await read(url));
    expect(whole).toHaveLength(5);
    archive.mood = { empty: true };
    expect(idsIn(await read(url))).toEqual([]);
    archive.mood = { duplicated: true };
    expect(idsIn(await read(url))).toEqual(whole.flatMap((id) => [id, id]));
    archive.mood = { shuffled: true };
    const shuffled = idsIn(await read(url));
    expect(shuffled).not.toEqual(whole);
    expect(shuffled.toSorted()).toEqual(whole.toSorted());
    archive.mood = {};
  }
});

test("tokens come back for ever, are empty at once, or have expired", async () => {
  const archive = await anArchive();
  archive.recordsPerPage = 2;
  const list = `${archive.urls.oai}?verb=ListRecords`;
  const first = await read(`${list}&metadataPrefix=arXiv`);
  const token = tokenIn(first)!;
  const next = `${list}&resumptionToken=${encodeURIComponent(token)}`;
  archive.mood = { repeatToken: true };
  expect([tokenIn(await read(next)), tokenIn(await read(next))]).toEqual([token, token]);
  archive.mood = { expiredToken: true };
  expect(await read(next)).toContain("badResumptionToken");
  archive.mood = { emptyTokenFirst: true };
  expect(await read(`${list}&metadataPrefix=arXiv`)).toContain("<resumptionToken/>");
});

test("answers with a web page, or with an entity bomb", async () => {
  const archive = await anArchive();
  archive.mood = { html: true };
  const page = await fetch(feedOf(archive));
  expect([page.status, page.headers.get("content-type")]).toEqual([
    200,
    "text/html; charset=utf-8",
  ]);
  archive.mood = { entityBomb: true };
  const bomb = await read(feedOf(archive));
  expect(bomb).toContain("<!DOCTYPE");
  expect(bomb.length).toBeLessThan(2_000);
});

test("a packed megabyte unpacks to hundreds of them", async () => {
  const archive = await anArchive();
  archive.mood = { gzipBomb: true };
  const packed = await readBytes(feedOf(archive));
  expect(packed.length).toBeLessThan(2_000_000);
  const unpacking = createGunzip();
  unpacking.end(packed);
  let bytes = 0;
  for await (const piece of unpacking) {
    bytes += (piece as Buffer).length;
    if (bytes > 100_000_000) break;
  }
  expect(bytes).toBeGreaterThan(100_000_000);
});

test("200,000 records modified at one moment are served page by page", async () => {
  const archive = await openArchive();
  archive.backlogs.push(oldPapers(200_000, new Date("2026-03-27T02:30:00Z")));
  const seen = new Set<string>();
  let query = "verb=ListIdentifiers&metadataPrefix=arXivRaw&from=2026-03-27";
  for (;;) {
    const xml = await read(`${archive.urls.oai}?${query}`);
    for (const id of idsIn(xml)) seen.add(id);
    const token = tokenIn(xml);
    if (!token) break;
    query = `verb=ListIdentifiers&resumptionToken=${encodeURIComponent(token)}`;
  }
  expect(seen.size).toBe(200_000);
  const page = "verb=ListRecords&metadataPrefix=arXivRaw&from=2026-03-27&skip=197500";
  const records = `verb=ListRecords&resumptionToken=${encodeURIComponent(encodeURIComponent(page))}`;
  expect(idsIn(await read(`${archive.urls.oai}?${records}`))).toEqual([...seen].slice(-2_500));
}, 60_000);

async function anArchive(): Promise<Archive> {
  const archive = await openArchive();
  archive.announce("2026-03-27", ...makePapers(5, { categories: ["cs.AI"] }));
  return archive;
}

function feedOf({ urls }: Archive): string {
  return `${urls.feed}/atom/cs.AI`;
}

async function read(url: string, headers: Record<string, string> = {}): Promise<string> {
  return (await fetch(url, { headers })).text();
}

/** As they come, still packed. */
async function readBytes(url: string): Promise<Buffer> {
  const request = get(url);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return buffer(response);
}

function idsIn(xml: string): string[] {
  return (
    xml.match(
      /(?<=<(?:id|guid isPermaLink="false"|identifier)>(?:oai:arXiv.org:|http:\/\/arxiv.org\/abs\/))[^<]+/g,
    ) ?? []
  );
}

function tokenIn(xml: string): string | undefined {
  return /<resumptionToken [^>]*>([^<]+)</.exec(xml)?.[1];
}
