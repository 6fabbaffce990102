// Trains the editor's model that is shipped: `node scripts/train-editor.ts ../shared/data`. Which
// papers of a day were featured at Hugging Face's Daily Papers, and how many upvotes they had, tells
// what a community picks. Days from 2026 on are left out, unless another day is given.
import { writeFileSync } from "node:fs";
import { packEditorModel } from "../src/ranking/editor/model.ts";
import { shippedEditor } from "../src/ranking/editor/shipped.ts";
import { trainEditor } from "../src/ranking/editor/training/train.ts";
import { readRecordedDays } from "../src/ranking/evaluation/recorded-days.ts";
import { Embedder } from "../src/search/embedder/embedder.ts";

const [folder = "../shared/data", until = "2026-01-01"] = process.argv.slice(2);
const { days, picked } = await readRecordedDays(folder);
const model = trainEditor(
  [...days].flatMap(([day, papers]) => (day < until ? papers : [])),
  {
    embedder: new Embedder(),
    picked: picked.filter(({ day }) => day < until),
    onProgress: (line) => process.stderr.write(`${line}\n`),
  },
);
const bytes = packEditorModel(model);
writeFileSync(shippedEditor, bytes);
const { name, trained } = model;
process.stdout.write(`${JSON.stringify({ name, ...trained, bytes: bytes.length })}\n`);
