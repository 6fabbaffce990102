import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { readDocuments, readJudgedQueries } from "./collection.ts";

function writeCollection(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    if (file.includes("/")) mkdirSync(join(folder, "qrels"), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const queries = '{"_id": "1", "text": "gulls"}\n{"_id": "2", "text": "bread"}\n';

test("documents are read as they are written, whatever else their lines hold", async () => {
  const folder = writeCollection({
    "corpus.jsonl":
      '\uFEFF{"_id": "a", "title": "Gulls", "text": "Of the bay.", "metadata": {}}\r\n\r\n{"_id": 7, "text": null}',
  });
  expect(await Array.fromAsync(readDocuments(folder))).toEqual([
    { id: "a", title: "Gulls", text: "Of the bay." },
    { id: "7", title: "", text: "" },
  ]);
});

test.each([
  ["with headings", { "qrels.tsv": "query-id\tcorpus-id\tscore\n1\ta\t2\n1\tb\t0\n" }],
  ["without headings", { "qrels.tsv": "1\ta\t2\n1\tb\t0\n" }],
  ["as TREC writes them", { "qrels.tsv": "1 0 a 2\n1 0 b 0\n" }],
  [
    "in a folder, those for testing",
    { "qrels/test.tsv": "1\ta\t2\n1\tb\t0\n", "qrels/train.tsv": "2\ta\t1\n" },
  ],
  ["in a folder, one file for each part", { "qrels/a.tsv": "1\ta\t2\n", "qrels/b.tsv": "1\tb\t0" }],
])("judgments are read %s", async (_, files) => {
  const { queries: judged, oddities } = await readJudgedQueries(
    writeCollection({ "queries.jsonl": queries, ...files }),
  );
  expect(judged).toEqual([
    {
      id: "1",
      text: "gulls",
      grades: new Map([
        ["a", 2],
        ["b", 0],
      ]),
    },
  ]);
  expect(oddities).toEqual([]);
});

test("queries for which nothing is relevant, or that are nowhere, are left out, and it is said", async () => {
  const folder = writeCollection({
    "queries.jsonl": queries,
    "qrels.tsv": "1\ta\t1\n2\ta\t0\n3\ta\t1\n",
  });
  const { queries: judged, oddities } = await readJudgedQueries(folder);
  expect(judged.map(({ id }) => id)).toEqual(["1"]);
  expect(oddities).toEqual([
    "Queries left out because no document is relevant: 1.",
    'Judged, but not in queries.jsonl: 1 queries, such as "3".',
  ]);
});

test.each([
  [
    "a cut corpus",
    { "corpus.jsonl": '{"_id": "a"}\n{"_id": ' },
    "corpus.jsonl, line 2: is not JSON",
  ],
  ["a list", { "corpus.jsonl": "[1]" }, "corpus.jsonl, line 1: is not a JSON object."],
  [
    "no name",
    { "corpus.jsonl": '{"title": "Gulls"}' },
    'corpus.jsonl, line 1: the field "_id" is missing or of the wrong kind.',
  ],
  [
    "a name that comes twice",
    { "corpus.jsonl": '{"_id": "a"}\n{"_id": "a"}' },
    'corpus.jsonl, line 2: repeats the document "a".',
  ],
  [
    "a line without end",
    { "corpus.jsonl": `{"_id": "a", "text": "${"gull ".repeat(300_000)}"}` },
    "corpus.jsonl, line 1: is longer than a million characters.",
  ],
  ["no corpus", {}, "There is no file"],
])("of documents with %s it is said what is wrong", async (_, files, reason) => {
  const folder = writeCollection(files as Record<string, string>);
  await expect(Array.fromAsync(readDocuments(folder))).rejects.toThrow(reason);
});

test.each([
  ["no judgments", { "queries.jsonl": queries }, "holds no judgments"],
  [
    "a grade that is no number",
    { "queries.jsonl": queries, "qrels.tsv": "1\ta\t1\n1\tb\tgood\n" },
    "qrels.tsv, line 2: is not a query, a document and a grade, separated by tabs.",
  ],
  [
    "a line of two columns",
    { "queries.jsonl": queries, "qrels.tsv": "1\ta\t1\n1\tb\n" },
    "qrels.tsv, line 2: is not a query",
  ],
  [
    "nothing relevant",
    { "queries.jsonl": queries, "qrels.tsv": "1\ta\t0\n" },
    "there is nothing to measure",
  ],
  ["no queries", { "qrels.tsv": "1\ta\t1\n" }, "There is no file"],
  [
    "a query that comes twice",
    { "queries.jsonl": queries + queries, "qrels.tsv": "1\ta\t1\n" },
    'queries.jsonl, line 3: repeats the query "1".',
  ],
])("of judgments with %s it is said what is wrong", async (_, files, reason) => {
  const folder = writeCollection(files as Record<string, string>);
  await expect(readJudgedQueries(folder)).rejects.toThrow(reason);
});
