// An instance with made-up papers of one day and readers who are signed in, and what lies in its votes.
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { savePapers } from "../../src/catalogue/save-papers.ts";
import { openAccounts } from "../../src/community/accounts/accounts.ts";
import { addReader } from "../../src/community/readers.ts";
import { readConfig } from "../../src/config.ts";
import { databaseFile, openDatabase } from "../../src/store/database.ts";
import { instanceSecret } from "../../src/store/instance.ts";

const day = "2026-03-27";

/** Numbers of papers begin with 1. */
export function paperName(paper: number): string {
  return `2603.${String(paper).padStart(5, "0")}`;
}

/** @returns by reader, their numbers and the cookies of their sessions. */
export async function fillInstance(
  folder: string,
  { voters, papers }: { voters: number; papers: number },
): Promise<{ readers: number[]; cookies: string[] }> {
  const db = openDatabase(folder);
  const now = new Date();
  const records = Array.from({ length: papers }, (_, n) => ({
    identifier: `arxiv:${paperName(n + 1)}` as const,
    title: `Paper ${n + 1}`,
    abstract: "Made up, to be voted for.",
    authors: ["Ada Lindqvist"],
    categories: ["cs.IT"],
    appearances: [{ day, kind: "announced" as const }],
  }));
  // One after the other, so that their numbers are as their names.
  for (const record of records) await savePapers(db, [record], { now });
  const config = readConfig({ DATA_DIR: folder, SOURCES: "none" }, folder);
  const secret = await instanceSecret(db);
  const accounts = openAccounts({ db, secret, config, clock: () => new Date(), log: () => {} });
  const readers: number[] = [];
  const cookies: string[] = [];
  for (let n = 0; n < voters; n++) {
    const address = `reader${n}@example.org`;
    readers.push((await addReader(db, { address, name: `Reader ${n}`, role: "reader", now })).id);
    const token = await accounts.makeLink(address);
    const entrance = await accounts.useLink({ token, headers: new Headers() });
    cookies.push(entrance!.cookies.map((each) => each.split(";")[0]).join("; "));
  }
  await db.destroy();
  return { readers, cookies };
}

/** `reader paper` of every vote, read past the program. */
export function readRows(folder: string): Set<string> {
  const sqlite = new DatabaseSync(join(folder, databaseFile));
  try {
    const rows = sqlite.prepare("select reader_id || ' ' || paper_id as vote from votes").all();
    const votes = rows.map(({ vote }) => vote as string);
    if (new Set(votes).size !== votes.length)
      throw new Error("Somebody has two votes for a paper.");
    return new Set(votes);
  } finally {
    sqlite.close();
  }
}
