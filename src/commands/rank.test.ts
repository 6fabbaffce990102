import { expect, test } from "vitest";
import { commandLine } from "../../fixtures/command-line.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { castVote } from "../community/votes/votes.ts";

async function fill() {
  const instance = await openInstance();
  const paper = (number: number, title: string) => ({
    identifier: `arxiv:2603.0000${number}` as const,
    title,
    abstract: "Gulls carry thermometers over the bay.",
    authors: ["Ada Lind"],
    categories: ["cs.RO"],
    appearances: [{ day: "2026-03-27", kind: "announced" as const }],
  });
  await instance.save(paper(1, "Gulls"), paper(2, "Bread"), paper(3, "Tides"));
  const now = new Date("2026-03-27T10:00:00Z");
  await castVote(instance.db, { paper: 2, visitor: "reader", up: true, now });
  return { DATA_DIR: instance.dataDir };
}

test("an edition is shown in its order, each paper with its score and why", async () => {
  const environment = await fill();
  const { code, stdout, stderr } = await commandLine(["rank", "--limit", "2"], environment);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}1 +-?\d+\.\d\d {2}2603\.00002 {2}Bread\n +1 vote\b.*\n {2}2 /);
  expect(stderr).toContain("Friday 27 March 2026: 2 of 3 papers");
});

test("as JSON each paper has all its reasons, which add up to its score", async () => {
  const environment = await fill();
  const { stdout } = await commandLine(["rank", "2026-W13", "--json"], environment);
  const papers = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { score: number; reasons: { share: number }[] });
  expect(papers).toHaveLength(3);
  for (const { score, reasons } of papers) {
    expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(score, 9);
  }
});

test("where there is no such edition, it is said", async () => {
  const environment = await fill();
  const empty = await commandLine(["rank", "2026-03-28"], environment);
  expect([empty.code, empty.stderr]).toEqual([1, "There are no papers of 2026-03-28 here.\n"]);
  const odd = await commandLine(["rank", "tomorrow"], environment);
  expect([odd.code, odd.stderr]).toEqual([1, expect.stringContaining('not "tomorrow"')]);
});
