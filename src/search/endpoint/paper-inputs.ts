// What a model is given of papers: title and abstract, their TeX read.
import { texToText } from "../../papers/tex/tex.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { hashOf, put } from "./endpoint.ts";

export interface PaperInput {
  paper: number;
  /** As it stands in the catalogue, to see whether that has changed meanwhile. */
  title: string;
  abstract: string;
  input: string;
  hash: string;
}

/** Those of the papers that there are. */
export async function readInputs(
  db: Database,
  papers: readonly number[],
  template: string,
): Promise<PaperInput[]> {
  return (await readTexts(db, papers)).map(({ paper, title, abstract }) => {
    const text = `${texToText(title)}\n\n${texToText(abstract)}`.trim();
    const input = put(template, text);
    return { paper, title, abstract, input, hash: hashOf(input) };
  });
}

/** Those whose text is no longer what it was, and those that are still there. */
export async function compareInputs(
  db: Database,
  inputs: readonly PaperInput[],
): Promise<{ here: Set<number>; changed: Set<number> }> {
  const numbers = inputs.map(({ paper }) => paper);
  const now = new Map((await readTexts(db, numbers)).map((text) => [text.paper, text]));
  const changed = inputs.filter(({ paper, title, abstract }) => {
    const text = now.get(paper);
    return text && (text.title !== title || text.abstract !== abstract);
  });
  return { here: new Set(now.keys()), changed: new Set(changed.map(({ paper }) => paper)) };
}

async function readTexts(db: Database, papers: readonly number[]) {
  return await db
    .selectFrom("papers")
    .select(["id as paper", "title", "abstract"])
    .where("id", "in", numbersIn(papers))
    .orderBy("id", "desc")
    .execute();
}
