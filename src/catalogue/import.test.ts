import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openInstance, temporaryFolder } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { castVote } from "../community/votes/votes.ts";
import { importFile } from "./import.ts";
import { catalogueSize, findPaper, getPaper } from "./papers.ts";
import { showSample } from "./sample.ts";

const fixtures = join(import.meta.dirname, "../../fixtures");
const now = new Date("2026-03-27T08:00:00Z");

function file(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

test("the public snapshot's fields are all kept", async () => {
  const { db } = await openInstance();
  const { receipt } = await importFile(db, join(fixtures, "snapshot.jsonl"), { now });
  expect(receipt).toEqual({ read: 2, new: 2, changed: 0, unchanged: 0, rejected: 0 });
  expect(await getPaper(db, "arxiv:0704.0001")).toMatchObject({
    title: "Counting Sheep With Interferometers",
    abstract: String.raw`We count sheep at night with light alone. The error is $\sqrt{n}$ sheep, or 7.4\% of a flock.`,
    authors: ["A. Lindqvist", "B. Okafor", "C. Marsh Jr."],
    categories: ["physics.optics", "physics.ins-det"],
    comment: "12 pages, 3 figures; code at https://github.com/lindqvist/sheep.",
    doi: "10.1000/sheep.2007.3",
    journalRef: "J. Pastoral Opt. 3 (2007) 12-24",
    reportNo: "IT-07-01",
    license: "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
    version: 2,
    submittedAt: "2007-04-02T19:18:42.000Z",
    updatedAt: "2007-07-24T20:10:27.000Z",
    codeUrl: "https://github.com/lindqvist/sheep",
    appearances: [],
  });
  expect((await getPaper(db, "arxiv:hep-th/9901001")).title).toBe("A Loop That Closes");
});

test("a recorded stream says on which day each paper was announced", async () => {
  const { db } = await openInstance();
  await importFile(db, join(fixtures, "stream.jsonl"), { now });
  const paper = await getPaper(db, "arxiv:2603.25001");
  expect(paper.appearances).toEqual([{ day: "2026-03-27", kind: "announced" }]);
  expect(paper.codeUrl).toBe("https://github.com/lindqvist/left-hands");
  expect(paper.projectUrl).toBe("https://left-hands.example.org/");
  expect((await getPaper(db, "arxiv:2603.24001")).categories).toEqual(["cs.RO", "cs.LG"]);
});

test("importing again changes nothing, gzipped or not, under any name", async () => {
  const { db } = await openInstance();
  const text = readFileSync(join(fixtures, "stream.jsonl"));
  await importFile(db, file("papers.dat", gzipSync(text)), { now });
  const before = await getPaper(db, "arxiv:2603.25001");
  const { receipt: again } = await importFile(db, file("papers.gz", text), { now: new Date() });
  expect(again).toEqual({ read: 3, new: 0, changed: 0, unchanged: 3, rejected: 0 });
  expect(await getPaper(db, "arxiv:2603.25001")).toEqual(before);
});

test("a bad line is reported by its number, and the rest goes on", async () => {
  const { db } = await openInstance();
  const good = readFileSync(join(fixtures, "stream.jsonl"), "utf8").trim().split("\n");
  const bad = [
    '{"id": "2603.25003", "title": "Cut he',
    '{"id": "nonsense", "title": "T", "abstract": "A", "categories": []}',
    '{"id": "2603.25004", "abstract": "No title", "categories": []}',
    '{"id": 2603.25, "title": "T", "abstract": "A", "categories": []}',
    '{"id": "2603.25005", "title": "T", "abstract": "A", "categories": [], "day": "2026-02-30"}',
    "[]",
    `{"id": "2603.25006", "title": "${"long ".repeat(2000)}", "abstract": "A", "categories": []}`,
    "x".repeat(5_000_000),
  ];
  const rejected: { line: number; reason: string }[] = [];
  const { receipt } = await importFile(
    db,
    file("mixed.jsonl", [good[0], ...bad, good[1], ""].join("\n")),
    {
      now,
      onRejected: (each) => rejected.push({ line: each.line, reason: each.reason }),
    },
  );
  expect(receipt).toMatchObject({ read: 10, new: 2, rejected: 8 });
  expect(rejected.map((each) => each.line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  expect(rejected[0]?.reason).toBe("is not JSON; was the file cut?");
  expect(rejected[1]?.reason).toBe('"nonsense" is not an arXiv identifier');
  expect(rejected.every((each) => each.reason.length < 200)).toBe(true);
});

test("a file that is no text, a folder, a missing file and broken gzip are said to be so", async () => {
  const { db } = await openInstance();
  const folder = temporaryFolder();
  mkdirSync(join(folder, "papers"));
  const gz = gzipSync(readFileSync(join(fixtures, "stream.jsonl")));
  await expect(importFile(db, file("a.txt", "\0\u0001"), { now })).rejects.toThrow(/is not text/);
  await expect(importFile(db, join(folder, "papers"), { now })).rejects.toThrow(/is a folder/);
  await expect(importFile(db, join(folder, "none"), { now })).rejects.toThrow("is not there");
  await expect(
    importFile(db, file("cut.gz", gz.subarray(0, gz.length - 20)), { now }),
  ).rejects.toThrow(/broken gzip/);
  expect((await importFile(db, file("empty", ""), { now })).receipt.read).toBe(0);
});

test("a saved page becomes papers of the latest such day, damaged mathematics and all", async () => {
  const { db, search } = await openInstance();
  const rejected: unknown[] = [];
  const { receipt } = await importFile(db, join(fixtures, "saved-page.txt"), {
    now,
    onRejected: (each) => rejected.push(each),
  });
  expect(rejected).toEqual([]);
  expect(receipt).toMatchObject({ read: 3, new: 3 });
  const { papers } = await search("MT-pi: Motion Tracks for Tired Arms");
  expect(papers[0]).toMatchObject({
    title: "MT-pi: Motion Tracks for Tired Arms",
    identifier: expect.stringMatching(/^title:[0-9a-f]{16}$/),
    appearances: [{ day: "2025-07-31", kind: "featured" }],
  });
  expect(papers[0]?.abstract).toContain(String.raw`86.5\% of them`);
});

test("a saved page may be told its day", async () => {
  const { db, search } = await openInstance();
  await importFile(db, join(fixtures, "saved-page.txt"), { now, date: "2024-07-31" });
  const { papers } = await search("tired arms");
  expect(papers[0]?.appearances).toEqual([{ day: "2024-07-31", kind: "featured" }]);
});

test("once its identifier is known a paper has one page, and its old name leads there", async () => {
  const instance = await openInstance();
  const { db, search } = instance;
  await importFile(db, join(fixtures, "saved-page.txt"), { now });
  const { papers } = await search("folding laundry");
  const titled = papers[0]!;
  await castVote(db, { paper: titled.id, visitor: "someone", up: true, now });

  await importFile(db, join(fixtures, "stream.jsonl"), { now });
  const known = await findPaper(db, titled.identifier);
  expect(known).toMatchObject({
    id: titled.id,
    identifier: "arxiv:2603.25001",
    upvotes: 1,
    authors: ["Ada Lindqvist", "Ben Okafor"],
    appearances: [
      { day: "2025-07-31", kind: "featured" },
      { day: "2026-03-27", kind: "announced" },
    ],
  });
  const response = await instance.app.request(`/papers/${titled.identifier}`);
  expect(response.status).toBe(301);
  expect(response.headers.get("Location")).toBe("/papers/2603.25001");

  // And the other way round: the page comes after the paper.
  const { receipt: again } = await importFile(db, join(fixtures, "saved-page.txt"), { now });
  expect(again).toMatchObject({ new: 0, unchanged: 3 });
});

test("two works with one title stay two", async () => {
  const { db, save } = await openInstance();
  await save(
    aPaper({
      identifier: "arxiv:2603.25001",
      title: "Introduction",
      abstract: "Of gulls and weather over the northern bay.",
    }),
  );
  await save({
    title: "Introduction",
    abstract: "Seventeen theorems about finite rings are proved anew.",
  });
  await save(
    aPaper({
      identifier: "arxiv:2603.25009",
      title: "Introduction",
      abstract: "Robots that cook rice in silence.",
    }),
  );
  expect(await catalogueSize(db)).toEqual({ papers: 3, sample: false });
});

test("an older version never overwrites a newer one, but fills what that left out", async () => {
  const { db, save } = await openInstance();
  await save(aPaper({ version: 2, title: "New title" }));
  await save(aPaper({ version: 1, title: "Old title", doi: "10.1000/x" }));
  expect(await getPaper(db, "arxiv:2603.25001")).toMatchObject({
    title: "New title",
    version: 2,
    doi: "10.1000/x",
  });
});

test("the sample shows on an empty instance and leaves when real papers arrive", async () => {
  const { db, search } = await openInstance();
  await showSample(db, now);
  expect(await catalogueSize(db)).toEqual({ papers: 73, sample: true });
  await showSample(db, now);
  expect((await catalogueSize(db)).papers).toBe(73);
  await importFile(db, join(fixtures, "stream.jsonl"), { now });
  expect(await catalogueSize(db)).toEqual({ papers: 3, sample: false });
  expect((await search("CLIP banana")).total).toBe(0);
});

test("a paper of the sample that arrives in earnest keeps its votes and its identifier", async () => {
  const { db, save, search } = await openInstance();
  await showSample(db, now);
  const { papers } = await search("Video-STaR");
  const { id, identifier, title } = papers[0]!;
  expect(identifier).toMatch(/^arxiv:/);
  await castVote(db, { paper: id, visitor: "someone", up: true, now });
  await save({
    title,
    abstract: "Told anew.",
    appearances: [{ day: "2026-03-26", kind: "featured" }],
  });
  expect(await getPaper(db, identifier)).toMatchObject({
    id,
    abstract: "Told anew.",
    sample: false,
    upvotes: 1,
    appearances: [{ day: "2026-03-26", kind: "featured" }],
  });
});
