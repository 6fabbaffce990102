// Trains rows for words and pieces: texts that belong together come to lie side by side, and all
// others of their batch apart (InfoNCE, in both directions).
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { piecesOf } from "../../src/search/embedder/pieces.ts";
import { seededRandom } from "../../src/search/evaluation/random.ts";
import type { Corpus } from "./corpus.ts";
import { layOut, type Shape } from "./memory.ts";
import type { Texts } from "./pairs.ts";
import { findRelatives, shared } from "./relatives.ts";
import type { TrainerData } from "./trainer.thread.ts";

export interface Recipe extends Shape {
  seed: number;
  /** How often every paper is seen. */
  epochs: number;
  /** Of Adagrad, at the beginning; it falls to a twentieth. */
  rate: number;
  /** What likeness is divided by: the lower, the more the nearest count. */
  temperature: number;
}

const threads = 2;

export interface Told {
  step: number;
  steps: number;
  loss: number;
  secondsLeft: number;
}

/** The rows, word after word, then bucket after bucket. The same recipe gives the same rows. */
export async function train(
  corpus: Corpus,
  recipe: Recipe,
  tell: (told: Told) => void = () => {},
): Promise<Float32Array> {
  const { words, buckets, dimensions, batch, seed } = recipe;
  const shape: Shape = { words, buckets, dimensions, batch };
  const texts = textsOf(corpus, shape);
  const at = layOut(shape);
  const memory = new WebAssembly.Memory({ initial: at.pages, maximum: 65_536, shared: true });
  const count = (words + buckets) * dimensions;
  const learned = new Float32Array(memory.buffer, at.rows, count);
  begin(learned, corpus, shape, seededRandom(seed));
  const steps = Math.floor((corpus.papers * recipe.epochs) / batch);
  const data: Omit<TrainerData, "thread"> = {
    shape,
    texts,
    memory,
    program: Uint8Array.from(readFileSync(new URL("./matmul.wasm", import.meta.url))),
    threads,
    seed,
    steps,
    rate: recipe.rate,
    temperature: recipe.temperature,
    order: orderOf(corpus, recipe, steps),
  };
  const began = performance.now();
  let mean = 0;
  await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      const worker = new Worker(new URL("./trainer.thread.ts", import.meta.url), {
        workerData: { ...data, thread },
      });
      worker.on("message", ({ step, loss }: { step: number; loss: number }) => {
        mean = step === 0 ? loss : 0.99 * mean + 0.01 * loss;
        if (step % 50 !== 0) return;
        const seconds = (performance.now() - began) / 1000;
        tell({ step, steps, loss: mean, secondsLeft: (seconds / (step + 1)) * (steps - step) });
      });
      await new Promise((resolve, reject) => {
        worker.on("error", reject);
        worker.on("exit", resolve);
      });
    }),
  );
  return learned;
}

/** At first every word has a direction of its own, by chance, and counts for more the rarer it is. */
function begin(
  rows: Float32Array,
  { papers, holders }: Corpus,
  { words, dimensions }: Shape,
  random: () => number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = Math.floor(i / dimensions);
    const held = row < words ? holders[row]! : 3;
    rows[i] = (random() - 0.5) * 0.1 * Math.log(papers / held);
  }
}

function textsOf(corpus: Corpus, shape: Shape): Texts {
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
function orderOf({ papers, categories }: Corpus, recipe: Recipe, steps: number): Int32Array {
  const { batch, seed } = recipe;
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
    papers.sort((a, b) =>
      categories[a]! < categories[b]! ? -1 : categories[a] === categories[b] ? 0 : 1,
    );
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
