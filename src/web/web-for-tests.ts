// A web face over a real database in a temporary folder, for the tests beside this file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import { onTestFinished } from "vitest";
import { savePapers } from "../catalogue/save-papers.ts";
import { readConfig } from "../config.ts";
import type { PaperRecord } from "../papers/paper.ts";
import type { Day } from "../papers/period.ts";
import { openDatabase } from "../store/database.ts";
import type { Database, WebOptions } from "./context.ts";
import { createWeb } from "./web.tsx";

export const now = new Date("2026-03-27T09:30:00Z");
export const secret = "a secret for tests";

export interface TestWeb {
  web: Hono;
  db: Database;
  /** What was written to the log of errors. */
  logged: { message: string; fields: object | undefined }[];
  /** How often the outbox was said to have changed. */
  outboxChanges: () => number;
  /** The text of a page. */
  read: (path: string, init?: RequestInit) => Promise<string>;
}

export interface TestWebOptions {
  settings?: Record<string, string>;
  mailState?: WebOptions["mailState"];
  papers?: PaperRecord[];
}

export async function webForTest(options: TestWebOptions = {}): Promise<TestWeb> {
  const { settings = {}, mailState = () => "smtp", papers = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-web-"));
  const db = openDatabase(folder);
  onTestFinished(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });
  await savePapers(db, papers, { now });
  const logged: TestWeb["logged"] = [];
  let changes = 0;
  const web = createWeb({
    db,
    config: readConfig(settings, folder),
    secret,
    clock: () => now,
    log: (message, fields) => logged.push({ message, fields }),
    mailState,
    outboxChanged: () => changes++,
  });
  const read = async (path: string, init?: RequestInit) =>
    await (await web.request(path, init)).text();
  return { web, db, logged, outboxChanges: () => changes, read };
}

export function paper(fields: Partial<PaperRecord> = {}, day: Day = "2026-03-27"): PaperRecord {
  return {
    identifier: "arxiv:2603.25280",
    title: "List Estimation",
    abstract:
      "Answer a question with several guesses instead of one, and be judged by the best of them.",
    authors: ["Nikola Zlatanov", "Amin Gohari"],
    categories: ["cs.IT", "math.ST"],
    appearances: [{ day, kind: "announced" }],
    ...fields,
  };
}

/** So many papers of one day, `Paper 1` the newest. */
export function manyPapers(count: number, day: Day = "2026-03-27"): PaperRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(20_000 - index).padStart(5, "0");
    return paper(
      { identifier: `arxiv:2603.${number}`, title: `Paper ${index + 1}`, categories: ["cs.CV"] },
      day,
    );
  });
}

export function form(
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): RequestInit {
  return {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
  };
}
