// Trains the embedder of src/search/embedder from titles and abstracts, on two cores, in about an
// hour: `node scripts/train-embedder.ts DATA --out FILE`. The same seed gives the same file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { piecesOf } from "../src/search/embedder/pieces.ts";
import { quantise, writeModel } from "../src/search/embedder/model-file.ts";
import { seededRandom } from "../src/search/evaluation/random.ts";
import { readCorpus, type Corpus } from "./embedder/corpus.ts";
import { layOut, type Shape } from "./embedder/memory.ts";
import type { Texts } from "./embedder/pairs.ts";
import { findRelatives, shared } from "./embedder/relatives.ts";
import type { TrainerData } from "./embedder/trainer.thread.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: "embedder.bin" },
    seed: { type: "string", default: "1" },
    epochs: { type: "string", default: "20" },
    words: { type: "string", default: "40000" },
    buckets: { type: "string", default: "16384" },
    dimensions: { type: "string", default: "256" },
    batch: { type: "string", default: "1024" },
    rate: { type: "string", default: "0.05" },
    temperature: { type: "string", default: "0.05" },
    before: { type: "string", default: "2026-01-01" },
  },
});
const folder = positionals[0] ?? "../shared/data";
const threads = 2;
const seed = Number(values.seed);
const shape: Shape = {
  words: Number(values.words),
  buckets: Number(values.buckets),
  dimensions: Number(values.dimensions),
  batch: Number(values.batch),
};

const files = [2015, 2016, 2017, 2018].map((year) =>
  join(folder, `arxiv-metadata/arxiv-${year}.jsonl.gz`),
);
files.push(join(folder, "arxiv-stream/stream.jsonl.gz"));
const corpus = await readCorpus(files, { before: values.before });
console.error(`${corpus.papers} papers, ${corpus.words.length} words.`);
const rows = await train(corpus);
const model = {
  name: "broadsheet-1",
  dimensions: shape.dimensions,
  words: corpus.words.slice(0, shape.words),
  buckets: shape.buckets,
  ...quantise(rows, shape.dimensions),
};
writeModel(values.out, model);

async function train(corpus: Corpus): Promise<Float32Array> {
  const texts = textsOf(corpus);
  const at = layOut(shape);
  const memory = new WebAssembly.Memory({ initial: at.pages, maximum: 65_536, shared: true });
  const count = (shape.words + shape.buckets) * shape.dimensions;
  const learned = new Float32Array(memory.buffer, at.rows, count);
  const random = seededRandom(seed);
  for (let i = 0; i < count; i++) learned[i] = (random() - 0.5) / 4;
  const epochs = Number(values.epochs);
  const steps = Math.floor((corpus.papers * epochs) / shape.batch);
  const data: Omit<TrainerData, "thread"> = {
    shape,
    texts,
    memory,
    program: Uint8Array.from(readFileSync(new URL("./embedder/matmul.wasm", import.meta.url))),
    threads,
    seed,
    steps,
    rate: Number(values.rate),
    temperature: Number(values.temperature),
    order: orderOf(corpus, steps),
  };
  const began = performance.now();
  let mean = 0;
  await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      const worker = new Worker(new URL("./embedder/trainer.thread.ts", import.meta.url), {
        workerData: { ...data, thread },
      });
      worker.on("message", ({ step, loss }: { step: number; loss: number }) => {
        mean = step === 0 ? loss : 0.99 * mean + 0.01 * loss;
        if (step % 50 !== 0) return;
        const seconds = (performance.now() - began) / 1000;
        const left = Math.round((seconds / (step + 1)) * (steps - step));
        console.error(`Step ${step} of ${steps}, loss ${mean.toFixed(3)}, ${left} s left`);
      });
      await new Promise((resolve, reject) => {
        worker.on("error", reject);
        worker.on("exit", resolve);
      });
    }),
  );
  return learned;
}

function textsOf(corpus: Corpus): Texts {
  const pieceStarts = [0];
  const pieces: number[] = [];
  for (const word of corpus.words) {
    for (const bucket of piecesOf(word, shape.buckets)) pieces.push(shape.words + bucket);
    pieceStarts.push(pieces.length);
  }
  return {
    terms: shared(corpus.terms),
    starts: shared(corpus.starts),
    abstracts: shared(corpus.abstracts),
    words: shape.words,
    holders: shared(corpus.holders),
    pieceStarts: shared(pieceStarts),
    pieces: shared(pieces),
    ...findRelatives(corpus),
  };
}

/**
 * Every paper once an epoch, in an order of chance; every second batch is of papers of like
 * categories, which are harder to tell from each other.
 */
function orderOf({ papers, categories }: Corpus, steps: number): Int32Array {
  const { batch } = shape;
  const order = shared({ length: steps * batch });
  const random = seededRandom(seed + 1);
  const epoch = Int32Array.from({ length: papers }, (_, paper) => paper);
  let used = papers;
  for (let i = 0; i < order.length; i++) {
    if (used === papers) {
      shuffle(epoch, random);
      used = 0;
    }
    order[i] = epoch[used++]!;
  }
  const group = 16 * batch;
  for (let from = 0; from + group <= order.length; from += 2 * group) {
    const papers = [...order.subarray(from, from + group)];
    papers.sort((a, b) => (categories[a]! < categories[b]! ? -1 : categories[a] === categories[b] ? 0 : 1));
    order.set(papers, from);
  }
  return order;
}

function shuffle(numbers: Int32Array, random: () => number): void {
  for (let i = numbers.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [numbers[i], numbers[j]] = [numbers[j]!, numbers[i]!];
  }
}
