import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../../../../fixtures/instance.ts";
import { recordDays, writeRecordedDays } from "../../../../fixtures/recorded-days.ts";
import { addDays } from "../../../papers/period.ts";
import { Embedder } from "../../../search/embedder/embedder.ts";
import { contests, evaluateOrder } from "../../evaluation/evaluate-ranking.ts";
import { chanceOrder, editorOrder } from "../../evaluation/orders.ts";
import { readRecordedDays, type Recorded } from "../../evaluation/recorded-days.ts";
import { Editor } from "../editor.ts";
import { packEditorModel, readEditorModel } from "../model.ts";
import { trainEditor } from "./train.ts";

const from = "2026-02-06";
const embedder = new Embedder();

async function record(written = recordDays()): Promise<Recorded> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-"));
  try {
    writeRecordedDays(folder, written);
    return await readRecordedDays(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function trainedBefore({ days, picked }: Recorded, seed = 1) {
  const judged = [...days].flatMap(([day, papers]) => (day < from ? papers : []));
  return trainEditor(judged, {
    embedder,
    seed,
    picked: picked.filter(({ day }) => day < from),
  });
}

let recorded: Recorded;
let model: ReturnType<typeof trainEditor>;

beforeAll(async () => {
  recorded = await record();
  model = trainedBefore(recorded);
});

function measured(days: Recorded["days"]) {
  return contests(new Map([...days].filter(([day]) => day >= from)));
}

const order = () =>
  editorOrder(new Editor(model, embedder), {
    name: "editor",
    means: "",
    heard: { announced: [], picked: recorded.picked.filter(({ day }) => day >= from) },
  });

test("an editor learns a community's taste, and puts on later days what it will pick", () => {
  const tests = measured(recorded.days);
  const chance = evaluateOrder(tests, chanceOrder(1));
  const editor = evaluateOrder(tests, order());
  expect(chance.precision10.value).toBeLessThan(0.25);
  expect(editor.precision10.value).toBeGreaterThan(0.45);
  expect(editor.ndcg10.value).toBeGreaterThan(2 * chance.ndcg10.value);
});

test("its chances are what becomes of papers, more or less", () => {
  const papers = measured(recorded.days).flat();
  const score = order().score;
  const expected = papers.reduce((sum, paper) => sum + score(paper), 0);
  const picked = papers.filter(({ featured }) => featured).length;
  expect(expected).toBeGreaterThan(0.6 * picked);
  expect(expected).toBeLessThan(1.6 * picked);
});

test("trained again it is the same to the last byte, and another seed makes another", () => {
  expect(packEditorModel(trainedBefore(recorded)).equals(packEditorModel(model))).toBe(true);
  expect(trainedBefore(recorded, 2).name).not.toBe(model.name);
});

test("whatever the future brings, what was trained before it says the same of the past", async () => {
  const written = recordDays();
  const other = recordDays({ first: from, days: 10, seed: 99 });
  const past = <T extends { day: string }>(list: readonly T[]) =>
    list.filter(({ day }) => day < from);
  const elsewhere = await record({
    announced: [...past(written.announced), ...other.announced],
    featured: [...past(written.featured), ...other.featured],
  });
  expect(trainedBefore(elsewhere).name).toBe(model.name);
  const last = recorded.days.get(addDays(from, -1))!;
  const scores = (picked: Recorded["picked"]) =>
    last.map(
      editorOrder(new Editor(model, embedder), {
        name: "",
        means: "",
        heard: { announced: [], picked },
      }).score,
    );
  expect(scores(elsewhere.picked)).toEqual(scores(recorded.picked));
});

test("its file holds all that it needs", () => {
  const path = join(temporaryFolder(), "editor.json.gz");
  writeFileSync(path, packEditorModel(model));
  const [paper] = recorded.days.get(from)!;
  const said = (editor: Editor) =>
    editor.judge(editor.read(paper!.manuscript), paper!.manuscript, []);
  expect(said(new Editor(readEditorModel(path), embedder))).toEqual(
    said(new Editor(model, embedder)),
  );
});
