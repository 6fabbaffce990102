import { writeFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { openInstance, type Instance } from "../../fixtures/instance.ts";
import { castVote } from "../community/votes/votes.ts";
import type { PaperRecord } from "../papers/paper.ts";
import { Editor } from "./editor/editor.ts";
import { openJudges, ownEditor } from "./judgements.ts";

const day = "2026-03-27";

function paper(number: number, record: Partial<PaperRecord> = {}): PaperRecord {
  return {
    identifier: `arxiv:2603.${String(number).padStart(5, "0")}`,
    title: `Notes on gulls ${number}`,
    abstract: "Gulls carry thermometers over the bay.",
    authors: [`Ada Lind ${number}`],
    categories: ["cs.CV"],
    appearances: [{ day, kind: "announced" }],
    ...record,
  };
}

function judgesOf({ db, dataDir }: Instance) {
  const said: string[] = [];
  const judge = openJudges(db, { dataDir, log: (message) => said.push(message) });
  const judgeOne = async (id: number, on = day) => (await judge([{ id, day: on }])).get(id);
  return { said, judge, judgeOne };
}

test("papers that nobody has voted on are told apart by what they say", async () => {
  const instance = await openInstance();
  await instance.save(
    paper(1),
    paper(2, {
      title: "Open agentic video generation with large language models",
      abstract: "We release a multimodal foundation model at https://huggingface.co/lab/model.",
    }),
  );
  const { judge } = judgesOf(instance);
  const judged = await judge([1, 2, 99].map((id) => ({ id, day })));
  expect([...judged.keys()]).toEqual([1, 2]);
  expect(judged.get(2)!.chance).toBeGreaterThan(judged.get(1)!.chance);
});

test("a paper whose text has changed is read again", async () => {
  const instance = await openInstance();
  await instance.save(paper(1));
  const { judgeOne } = judgesOf(instance);
  const before = await judgeOne(1);
  expect(await judgeOne(1)).toBe(before);
  instance.now = new Date("2026-03-27T09:00:00Z");
  await instance.save(paper(1, { title: "Agents that reason about video", version: 2 }));
  expect(await judgeOne(1)).not.toEqual(before);
});

test("a vote of yesterday speaks for what its authors bring today, and a vote of today does not", async () => {
  const instance = await openInstance();
  const authors = ["Bo Ek"];
  const [earlier, later] = ["2026-03-25", "2026-03-28"];
  await instance.save(
    paper(1, { authors, appearances: [{ day: earlier, kind: "announced" }] }),
    paper(2, { authors }),
    paper(3, { authors, appearances: [{ day: later, kind: "announced" }] }),
  );
  const without = await judgesOf(instance).judgeOne(2);
  await castVote(instance.db, {
    paper: 1,
    visitor: "reader",
    up: true,
    now: new Date(`${day}T10:00:00Z`),
  });
  const { judgeOne } = judgesOf(instance);
  expect(await judgeOne(2)).toEqual(without);
  const authorsPart = (await judgeOne(3, later))!.parts.find(({ kind }) => kind === "authors");
  expect(authorsPart!.text).toBe("its author picked once before");
});

test("where the model of an instance is damaged, the one that comes along judges, and it is said", async () => {
  const instance = await openInstance();
  await instance.save(paper(1));
  const good = await judgesOf(instance).judgeOne(1);
  writeFileSync(ownEditor(instance.dataDir), "damaged");
  const { judgeOne, said } = judgesOf(instance);
  expect(await judgeOne(1)).toEqual(good);
  expect(said).toEqual([
    "The editor's model of this instance is left aside; train it again, or delete it",
  ]);
});

test("what several want read at once is read once", async () => {
  const instance = await openInstance();
  await instance.save(...Array.from({ length: 120 }, (_, n) => paper(n + 1)));
  const { judge } = judgesOf(instance);
  const read = vi.spyOn(Editor.prototype, "read");
  const all = Array.from({ length: 120 }, (_, n) => ({ id: n + 1, day }));
  const judged = await Promise.all([judge(all), judge(all), judge(all.slice(60))]);
  expect(judged.map(({ size }) => size)).toEqual([120, 120, 60]);
  expect(read).toHaveBeenCalledTimes(120);
  read.mockRestore();
});
