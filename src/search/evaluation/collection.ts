// Test collections in the layout of BEIR: `corpus.jsonl` and `queries.jsonl`, an object a line, and
// the judgments in `qrels.tsv` or in a folder `qrels`, with or without a line of headings.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Invalid } from "../../errors.ts";
import { readLines, readObjects } from "./json-lines.ts";
import type { Grades } from "./metrics.ts";

export interface CollectionDocument {
  id: string;
  title: string;
  text: string;
}

export interface JudgedQuery {
  id: string;
  text: string;
  grades: Grades;
}

export interface Judged {
  /** Those for which at least one document is relevant. */
  queries: JudgedQuery[];
  /** What is odd about the collection, a sentence each, and does not keep it from being used. */
  oddities: string[];
}

const hint = "A collection has a corpus.jsonl, a queries.jsonl and a qrels.tsv.";
const mostDocuments = 5_000_000;
const mostQueries = 100_000;
const mostJudgments = 10_000_000;
const highestGrade = 1000;

/** @throws Invalid that names the line, where one is no document or repeats one. */
export async function* readDocuments(folder: string): AsyncGenerator<CollectionDocument> {
  const path = join(folder, "corpus.jsonl");
  const seen = new Set<string>();
  for await (const { value, wrong } of readObjects(path, documentLine, {
    most: mostDocuments,
    hint,
  })) {
    const { _id: id, title, text } = value;
    if (seen.has(id)) throw wrong(`repeats the document "${id}".`);
    seen.add(id);
    yield { id, title, text };
  }
}

/**
 * The queries with their judgments, in the order of `queries.jsonl`.
 * @throws Invalid that names the line, where one cannot be read.
 */
export async function readJudgedQueries(folder: string): Promise<Judged> {
  const judgments = new Map<string, Map<string, number>>();
  for (const path of judgmentFiles(folder)) await readJudgments(path, judgments);
  const queries: JudgedQuery[] = [];
  const seen = new Set<string>();
  let hopeless = 0;
  const path = join(folder, "queries.jsonl");
  for await (const { value, wrong } of readObjects(path, queryLine, { most: mostQueries, hint })) {
    const { _id: id, text } = value;
    if (seen.has(id)) throw wrong(`repeats the query "${id}".`);
    seen.add(id);
    const grades = judgments.get(id);
    if (!grades) continue;
    if ([...grades.values()].some((grade) => grade > 0)) queries.push({ id, text, grades });
    else hopeless++;
  }
  const unknown = [...judgments.keys()].filter((id) => !seen.has(id));
  if (queries.length === 0) {
    throw new Invalid(
      `No query of ${path} has a relevant document, so there is nothing to measure.`,
    );
  }
  const oddities: string[] = [];
  if (hopeless > 0) oddities.push(`Queries left out because no document is relevant: ${hopeless}.`);
  if (unknown.length > 0) {
    oddities.push(
      `Judged, but not in queries.jsonl: ${unknown.length} queries, such as "${unknown[0]}".`,
    );
  }
  return { queries, oddities };
}

const name = z.union([z.string().min(1).max(1000), z.number()]).transform(String);
const words = z
  .string()
  .nullish()
  .transform((value) => value ?? "");
const documentLine = z.object({ _id: name, title: words, text: words });
const queryLine = z.object({ _id: name, text: z.string() });

async function readJudgments(
  path: string,
  judgments: Map<string, Map<string, number>>,
): Promise<void> {
  for await (const { number, text, wrong } of readLines(path, { most: mostJudgments, hint })) {
    const columns = text.includes("\t") ? text.split("\t") : text.trim().split(/\s+/);
    // TREC's own files have a column more, which says nothing.
    if (columns.length === 4) columns.splice(1, 1);
    const [query, document, written] = columns.map((column) => column.trim());
    const grade = Number(written);
    if (
      !query ||
      !document ||
      !written ||
      columns.length !== 3 ||
      !(Math.abs(grade) <= highestGrade)
    ) {
      if (number === 1) continue;
      throw wrong("is not a query, a document and a grade, separated by tabs.");
    }
    const grades = judgments.get(query);
    if (grades) grades.set(document, grade);
    else judgments.set(query, new Map([[document, grade]]));
  }
}

/** The judgments for testing, where a collection is split; all of them where none is named so. */
function judgmentFiles(folder: string): string[] {
  for (const name of ["qrels.tsv", "qrels/test.tsv"]) {
    if (existsSync(join(folder, name))) return [join(folder, name)];
  }
  const split = join(folder, "qrels");
  const files = existsSync(split) ? readdirSync(split).filter((file) => file.endsWith(".tsv")) : [];
  if (files.length === 0) {
    throw new Invalid(
      `${folder} holds no judgments. A collection has a corpus.jsonl, a queries.jsonl and a qrels.tsv or qrels/test.tsv.`,
    );
  }
  return files.toSorted().map((file) => join(split, file));
}
