// One of the threads that train: each makes a part of every batch, and keeps a part of the rows.
import { parentPort, workerData } from "node:worker_threads";
import { seededRandom } from "../../src/search/evaluation/random.ts";
import { layOut, mostFeatures, type Shape } from "./memory.ts";
import { makePair, type Pair, type Texts } from "./pairs.ts";

export interface TrainerData {
  shape: Shape;
  texts: Texts;
  memory: WebAssembly.Memory;
  program: Uint8Array<ArrayBuffer>;
  thread: number;
  threads: number;
  seed: number;
  steps: number;
  rate: number;
  temperature: number;
  /** The papers of each batch, one batch after the other. */
  order: Int32Array;
}

interface Kernel {
  addScaled(y: number, x: number, a: number, n: number): void;
  dot(x: number, y: number, n: number): number;
  multiply(a: number, b: number, c: number, m: number, n: number, k: number): void;
}

const data = workerData as TrainerData;
const { shape, texts, memory, thread, threads, order, temperature } = data;
const { batch, dimensions } = shape;
const at = layOut(shape);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(data.program), {
  env: { memory },
});
const kernel = exports as unknown as Kernel;
const floats = new Float32Array(memory.buffer);
const ints = new Int32Array(memory.buffer);
const share = batch / threads;
const first = thread * share;
const rowBytes = 4 * dimensions;

let meetings = 0;
/** Waits until every thread has come so far. */
function meet(): void {
  meetings++;
  const place = at.barrier >> 2;
  if (Atomics.add(ints, place, 1) + 1 === meetings * threads) Atomics.notify(ints, place);
  for (;;) {
    const come = Atomics.load(ints, place);
    if (come >= meetings * threads) return;
    Atomics.wait(ints, place, come, 5);
  }
}

function vectorAt(text: number): number {
  return at.vectors + text * rowBytes;
}

/** Adds up a text's rows and makes the sum one long. */
function encode(text: number, { features, weights, count }: Pair["query"]): void {
  const vector = vectorAt(text);
  floats.fill(0, vector >> 2, (vector >> 2) + dimensions);
  const used = Math.min(count, mostFeatures);
  const to = (at.features >> 2) + text * mostFeatures;
  const toWeights = (at.weights >> 2) + text * mostFeatures;
  for (let i = 0; i < used; i++) {
    ints[to + i] = features[i]!;
    floats[toWeights + i] = weights[i]!;
    kernel.addScaled(vector, at.rows + features[i]! * rowBytes, weights[i]!, dimensions);
  }
  ints[(at.counts >> 2) + text] = used;
  const length = Math.sqrt(kernel.dot(vector, vector, dimensions)) || 1e-6;
  floats[(at.lengths >> 2) + text] = length;
  for (let i = vector >> 2; i < (vector >> 2) + dimensions; i++) floats[i]! /= length;
}

function makeTexts(step: number): void {
  for (let i = first; i < first + share; i++) {
    const random = seededRandom(Math.imul(data.seed + step * batch + i, 0x9e3779b1));
    const { query, document } = makePair(texts, order[step * batch + i]!, random);
    encode(i, query);
    encode(batch + i, document);
  }
}

/** Columns become rows; of this thread's part. */
function transpose(from: number, to: number, rows: number, columns: number, part: number): void {
  const source = from >> 2;
  const target = to >> 2;
  const begin = (columns / threads) * part;
  const end = (columns / threads) * (part + 1);
  for (let row0 = 0; row0 < rows; row0 += 16)
    for (let column = begin; column < end; column++)
      for (let row = row0; row < row0 + 16; row++)
        floats[target + column * rows + row] = floats[source + row * columns + column]!;
}

/** How alike each query is to each document, exponentiated, and the sums of that. */
function score(): void {
  const from = at.scores + first * batch * 4;
  kernel.multiply(vectorAt(first), vectorAt(batch), from, share, batch, dimensions);
  const columns = (at.columnSums >> 2) + thread * batch;
  floats.fill(0, columns, columns + batch);
  let loss = 0;
  for (let i = first; i < first + share; i++) {
    const row = (at.scores >> 2) + i * batch;
    let sum = 0;
    loss -= (floats[row + i]! - 1) / temperature;
    for (let j = 0; j < batch; j++) {
      const value = Math.exp((floats[row + j]! - 1) / temperature);
      floats[row + j] = value;
      sum += value;
      floats[columns + j]! += value;
    }
    floats[(at.rowSums >> 2) + i] = sum;
    loss += Math.log(sum);
  }
  floats[(at.losses >> 2) + thread] = loss;
}

/** Scores become slopes: what was likely, in both directions, less what was true. */
function slope(): void {
  const columns = at.columnSums >> 2;
  const inverse = new Float32Array(batch);
  for (let j = 0; j < batch; j++) {
    let sum = 0;
    for (let t = 0; t < threads; t++) sum += floats[columns + t * batch + j]!;
    inverse[j] = 1 / sum;
  }
  for (let i = first; i < first + share; i++) {
    const row = (at.scores >> 2) + i * batch;
    const ofRow = 1 / floats[(at.rowSums >> 2) + i]!;
    for (let j = 0; j < batch; j++) floats[row + j]! *= 0.5 * (ofRow + inverse[j]!);
    floats[row + i]! -= 1;
  }
}

/** From the slope of a vector of length one to the slope of the sum that it was made of. */
function straighten(text: number): void {
  const vector = vectorAt(text);
  const slopes = at.slopes + text * rowBytes;
  kernel.addScaled(slopes, vector, -kernel.dot(slopes, vector, dimensions), dimensions);
  const scale = 1 / (temperature * batch * floats[(at.lengths >> 2) + text]!);
  for (let i = slopes >> 2; i < (slopes >> 2) + dimensions; i++) floats[i]! *= scale;
}

/** Moves this thread's rows against their slopes (Adagrad, one sum a row). */
function learn(rate: number): void {
  for (let text = 0; text < 2 * batch; text++) {
    const slopes = at.slopes + text * rowBytes;
    const square = kernel.dot(slopes, slopes, dimensions) / dimensions;
    const from = (at.features >> 2) + text * mostFeatures;
    const weights = (at.weights >> 2) + text * mostFeatures;
    const count = ints[(at.counts >> 2) + text]!;
    for (let i = 0; i < count; i++) {
      const row = ints[from + i]!;
      if (row % threads !== thread) continue;
      const weight = floats[weights + i]!;
      const sum = (at.sums >> 2) + row;
      floats[sum]! += weight * weight * square;
      const step = (rate * weight) / (Math.sqrt(floats[sum]!) + 1e-9);
      kernel.addScaled(at.rows + row * rowBytes, slopes, -step, dimensions);
    }
  }
}

for (let step = 0; step < data.steps; step++) {
  makeTexts(step);
  meet();
  score();
  // Both sides of the vectors lie one after the other; each is turned by itself.
  for (const side of [0, batch])
    transpose(vectorAt(side), at.transposed + side * rowBytes, batch, dimensions, thread);
  meet();
  slope();
  meet();
  transpose(at.scores, at.turned, batch, batch, thread);
  kernel.multiply(
    at.scores + first * batch * 4,
    at.transposed + batch * rowBytes,
    at.slopes + first * rowBytes,
    share,
    dimensions,
    batch,
  );
  kernel.multiply(
    at.turned + first * batch * 4,
    at.transposed,
    at.slopes + (batch + first) * rowBytes,
    share,
    dimensions,
    batch,
  );
  for (let i = first; i < first + share; i++) {
    straighten(i);
    straighten(batch + i);
  }
  meet();
  learn(data.rate * Math.max(0.05, 1 - step / data.steps));
  meet();
  if (thread === 0) {
    let loss = 0;
    for (let t = 0; t < threads; t++) loss += floats[(at.losses >> 2) + t]! / batch;
    parentPort!.postMessage({ step, loss });
  }
}
