// What a model of the owner's choice made of papers, from the database as the thread that searches takes
// it in: a few thousand at a time, in the order in which they were made.
import { findModel, readVectors } from "../endpoint/stored-vectors.ts";
import type { Database } from "../../store/tables.ts";
import { paddedLength } from "../vectors/kernel.ts";
import type { VectorBatch } from "./other-vectors.ts";

/** Up to which vector, of which model, they have been taken in. */
export interface VectorsSince {
  model: number;
  id: number;
}

export interface LoadedVectors {
  batch: VectorBatch;
  last: VectorsSince;
  /** Whether there may be others beyond. */
  more: boolean;
}

export const nothingSince: VectorsSince = { model: 0, id: 0 };

const atOnce = 4096;

/** @param name see `modelNameOf`. */
export async function loadVectors(
  db: Database,
  { name, since }: { name: string; since: VectorsSince },
): Promise<LoadedVectors> {
  const model = await findModel(db, name);
  if (!model) return { batch: batchOf(0, 0, 0), last: nothingSince, more: false };
  const after = since.model === model.id ? since.id : 0;
  const rows = await readVectors(db, model.id, { after, limit: atOnce });
  const batch = batchOf(rows.length, model.id, model.dimensions);
  const padded = paddedLength(model.dimensions);
  rows.forEach(({ paper, vector }, i) => {
    batch.numbers[i] = paper;
    if (vector.length !== model.dimensions) return;
    const bytes = batch.bytes.subarray(i * padded, (i + 1) * padded);
    bytes.set(new Int8Array(vector.buffer, vector.byteOffset, vector.length));
    batch.inverseLengths[i] = inverseLengthOf(bytes);
  });
  const id = rows.at(-1)?.id ?? after;
  return { batch, last: { model: model.id, id }, more: rows.length === atOnce };
}

function batchOf(papers: number, model: number, dimensions: number): VectorBatch {
  return {
    model,
    dimensions,
    numbers: new Uint32Array(papers),
    bytes: new Int8Array(papers * paddedLength(dimensions)),
    inverseLengths: new Float32Array(papers),
  };
}

function inverseLengthOf(bytes: Int8Array): number {
  let square = 0;
  for (const value of bytes) square += value * value;
  return square === 0 ? 0 : 1 / Math.sqrt(square);
}
