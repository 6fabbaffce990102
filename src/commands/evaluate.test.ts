import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "../../fixtures/command-line.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { broadsheet } from "../../fixtures/program.ts";
import { recordDays, writeRecordedDays } from "../../fixtures/recorded-days.ts";

// Two share a title and one has none, as happens in collections.
const documents = [
  { _id: "d1", title: "Editorial", text: "Gulls carry thermometers over the northern bay." },
  { _id: "d2", title: "Editorial", text: "Bread rises slowly in a cold kitchen." },
  { _id: "d3", text: "A robot folds laundry with two left hands." },
  { _id: "d4", title: "Weather from birds", text: "Temperatures, measured in flight." },
];
const queries = [
  { _id: "q1", text: "Do gulls carry thermometers?" },
  { _id: "q2", text: "robots that fold laundry (two left hands)" },
  { _id: "q3", text: "bread" },
  { _id: "unjudged", text: "hands" },
];

function writeCollection(qrels: string): string {
  const folder = temporaryFolder();
  const lines = (objects: object[]) => objects.map((each) => JSON.stringify(each)).join("\n");
  writeFileSync(join(folder, "corpus.jsonl"), lines(documents));
  writeFileSync(join(folder, "queries.jsonl"), lines(queries));
  writeFileSync(join(folder, "qrels.tsv"), qrels);
  return folder;
}

test("a collection is measured as one line of JSON, and nothing is left behind", async () => {
  // d4 answers q1 but shares no word with it; for q3 the only relevant document says nothing of it.
  const folder = writeCollection("q1\td1\t1\nq1\td4\t1\nq2\td3\t2\nq3\td4\t1\n");
  const DATA_DIR = join(temporaryFolder(), "untouched");
  const TMPDIR = temporaryFolder();
  const { code, stdout } = await broadsheet(["evaluate", "search", folder, "--json"], {
    DATA_DIR,
    TMPDIR,
  });
  expect(code).toBe(0);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  const { lexical } = JSON.parse(stdout) as { lexical: Record<string, number> };
  const first = 1 / (1 + 1 / Math.log2(3));
  expect(lexical).toMatchObject({
    ndcg10: Number(((first + 1 + 0) / 3).toFixed(4)),
    recall100: 0.5,
    mrr: 0.6667,
    queries: 3,
    p50ms: expect.any(Number),
    ndcg10_interval: [expect.any(Number), expect.any(Number)],
    p50ms_interval: [expect.any(Number), expect.any(Number)],
  });
  expect(readdirSync(TMPDIR)).toEqual([]);
  expect(existsSync(DATA_DIR)).toBe(false);
});

test("a person gets a table, and is told what is odd about the collection", async () => {
  const folder = writeCollection("query-id\tcorpus-id\tscore\nq3\td2\t1\nq3\td9\t0\nq9\td1\t1\n");
  const { code, stdout, stderr } = await commandLine(["evaluate", "search", folder]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    "4 documents, 1 queries\n\nlexical\nnDCG@10     1.0000  (1.0000 to 1.0000)\n",
  );
  expect(stderr).toContain('Judged, but not in corpus.jsonl: 1 documents, such as "d9".\n');
  expect(stderr).toContain('Judged, but not in queries.jsonl: 1 queries, such as "q9".\n');
});

test("what cannot be read is said with its line, and what is neither search nor ranking is not understood", async () => {
  const folder = writeCollection("q1\td1\t1\n");
  writeFileSync(join(folder, "corpus.jsonl"), '{"_id": "d1"}\n{"_id": "d2", "ti');
  const cut = await commandLine(["evaluate", "search", folder]);
  expect(cut.code).toBe(1);
  expect(cut.stderr).toContain("corpus.jsonl, line 2: is not JSON; was the file cut?\n");
  const nowhere = await commandLine(["evaluate", "search", "/nowhere"]);
  expect(nowhere.code).toBe(1);
  expect(nowhere.stderr).toContain("/nowhere holds no judgments.");
  expect((await commandLine(["evaluate", "weather", folder])).code).toBe(2);
});

test("the editor's model is measured beside plainer orders, on days that it has not seen", async () => {
  const folder = temporaryFolder();
  writeRecordedDays(folder, recordDays());
  const from = ["--from", "2026-02-01"];
  const { code, stdout } = await commandLine(["evaluate", "ranking", folder, ...from, "--json"]);
  expect(code).toBe(0);
  const found = JSON.parse(stdout) as Record<string, Record<string, number>>;
  expect(Object.keys(found)).toEqual([
    "chance",
    "newest",
    "code",
    "hacker-news",
    "lobsters",
    "words",
    "editor",
    "shipped",
    "shipped-alone",
  ]);
  expect(found["editor"]).toMatchObject({ days: 11, ndcg10_interval: expect.any(Array) });
  expect(found["editor"]!["ndcg10"]).toBeGreaterThan(2 * found["chance"]!["ndcg10"]!);
  const table = await commandLine(["evaluate", "ranking", folder, ...from]);
  expect(table.stdout).toContain("11 days from 2026-02-01 on, 660 papers\n");
});

test("days of which nothing is known are not measured, and it is said why", async () => {
  const folder = temporaryFolder();
  const bare = await commandLine(["evaluate", "ranking", folder]);
  expect(bare).toMatchObject({ code: 1 });
  expect(bare.stderr).toContain(`There is no daily.jsonl in ${folder}.`);
  writeRecordedDays(folder, recordDays({ days: 3 }));
  const late = await commandLine(["evaluate", "ranking", folder, "--from", "2027-01-01"]);
  expect(late.stderr).toContain("there is nothing to measure");
  const odd = await commandLine(["evaluate", "ranking", folder, "--from", "yesterday"]);
  expect(odd.stderr).toContain("--from wants a day such as 2026-01-01.");
});
