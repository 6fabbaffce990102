// Trains the embedder of src/search/embedder from titles and abstracts, on two cores, in about an
// hour: `node scripts/train-embedder.ts DATA --out FILE`. The same seed gives the same file.
import { parseArgs } from "node:util";
import { quantise, writeModel } from "../src/search/embedder/model-file.ts";
import { readCorpus } from "./embedder/corpus.ts";
import { readWorks } from "./embedder/works.ts";
import { train, type Recipe } from "./embedder/train.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: "src/search/embedder/embedder.bin" },
    name: { type: "string", default: "broadsheet-1" },
    seed: { type: "string", default: "1" },
    epochs: { type: "string", default: "8" },
    words: { type: "string", default: "40000" },
    buckets: { type: "string", default: "16384" },
    dimensions: { type: "string", default: "256" },
    batch: { type: "string", default: "1024" },
    rate: { type: "string", default: "0.05" },
    temperature: { type: "string", default: "0.05" },
    before: { type: "string", default: "2026-01-01" },
  },
});
const recipe: Recipe = {
  words: Number(values.words),
  buckets: Number(values.buckets),
  dimensions: Number(values.dimensions),
  batch: Number(values.batch),
  seed: Number(values.seed),
  epochs: Number(values.epochs),
  rate: Number(values.rate),
  temperature: Number(values.temperature),
};
const folder = positionals[0] ?? "../shared/data";
const corpus = await readCorpus(readWorks(folder, values.before));
console.error(`${corpus.papers} papers, ${corpus.words.length} words.`);
const rows = await train(corpus, recipe, ({ step, steps, loss, secondsLeft }) => {
  console.error(
    `Step ${step} of ${steps}, loss ${loss.toFixed(3)}, ${Math.round(secondsLeft)} s left`,
  );
});
writeModel(values.out, {
  name: values.name,
  dimensions: recipe.dimensions,
  words: corpus.words.slice(0, recipe.words),
  buckets: recipe.buckets,
  ...quantise(rows, recipe.dimensions),
});
