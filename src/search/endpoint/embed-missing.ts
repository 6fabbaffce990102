// Asks for the vectors that papers lack, the newest papers first, and keeps them: in steps, each of which
// is whole when it has ended, wherever the program is killed.
import { SourceError } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { toBytes } from "../vectors/to-bytes.ts";
import { checkLength } from "./ask-endpoint.ts";
import { modelNameOf, type Endpoint } from "./endpoint.ts";
import { compareInputs, readInputs, type PaperInput } from "./paper-inputs.ts";
import { PatientBatches } from "./patient-batch.ts";
import {
  findModel,
  findTextHashes,
  freshen,
  getModel,
  listMissing,
  listStale,
  newestPaper,
  storeVectors,
  type StoredModel,
} from "./stored-vectors.ts";

/** So many batches are on their way at once. */
const atOnce = 2;
/** After which it is looked at every paper again, though none should be missing. */
const looksAgainMs = 3_600_000;

export class MissingVectors {
  private db: Database;
  private endpoint: Endpoint;
  private name: string;
  private batches: PatientBatches;
  /** Between these papers some may be missing; all that are higher than `top` are new. */
  private floor = 0;
  private below = 0;
  private top = 0;
  private looked = -Infinity;
  /** Of the last step, by its number in the database. */
  private model: number | undefined;

  constructor(db: Database, endpoint: Endpoint, signal: AbortSignal) {
    this.db = db;
    this.endpoint = endpoint;
    this.name = modelNameOf(endpoint);
    this.batches = new PatientBatches(endpoint, signal);
  }

  /**
   * Asks for a few; how many papers have got one, 0 when none lacks one.
   * @throws SourceError; what came before is kept.
   */
  async step(): Promise<number> {
    const { db, name } = this;
    const model = await findModel(db, name);
    // New, or forgotten meanwhile.
    if (model?.id !== this.model) this.lookAgain();
    this.model = model?.id;
    const limit = atOnce * this.batches.most;
    const stale = model ? await listStale(db, model.id, limit) : [];
    const papers = stale.length > 0 ? stale : await this.next(model, limit);
    if (papers.length === 0) return 0;
    const inputs = await this.readChanged(papers, stale.length > 0 ? model : undefined);
    const perBatch = this.batches.most;
    const parts = Array.from({ length: Math.ceil(inputs.length / perBatch) }, (_, i) =>
      inputs.slice(i * perBatch, (i + 1) * perBatch),
    );
    const results = await Promise.allSettled(parts.map((part) => this.embed(part)));
    const failed = results.find((result) => result.status === "rejected");
    if (failed) {
      this.lookAgain();
      throw failed.reason;
    }
    if (stale.length === 0) this.below = papers.at(-1)!;
    return papers.length;
  }

  private async next(model: StoredModel | undefined, limit: number): Promise<number[]> {
    const newest = await newestPaper(this.db);
    if (performance.now() - this.looked > looksAgainMs) this.lookAgain();
    if (newest > this.top) {
      this.top = newest;
      this.below = newest + 1;
    }
    const { floor: above, below } = this;
    if (below <= above + 1) return [];
    const papers = await listMissing(this.db, model?.id, { above, below, limit });
    if (papers.length > 0) return papers;
    this.floor = this.top;
    this.below = this.top + 1;
    return [];
  }

  private lookAgain(): void {
    this.looked = performance.now();
    this.floor = 0;
    this.below = this.top + 1;
  }

  /** Those of which the model has not made a vector of this very text. */
  private async readChanged(
    papers: readonly number[],
    model: StoredModel | undefined,
  ): Promise<PaperInput[]> {
    const inputs = await readInputs(this.db, papers, this.endpoint.paper);
    if (!model) return inputs;
    const known = await findTextHashes(this.db, model.id, papers);
    const same = inputs.filter(({ paper, hash }) => known.get(paper) === hash);
    await this.db.transaction().execute(async (db) => {
      const { changed } = await compareInputs(db, same);
      const fresh = same.map(({ paper }) => paper).filter((paper) => !changed.has(paper));
      await freshen(db, model.id, fresh);
    });
    return inputs.filter((each) => !same.includes(each));
  }

  private async embed(inputs: readonly PaperInput[]): Promise<void> {
    const vectors = await this.batches.vectorsOf(inputs.map(({ input }) => input));
    const dimensions = vectors.find((vector) => vector !== undefined)?.length;
    await this.db.transaction().execute(async (db) => {
      const model = dimensions
        ? await getModel(db, this.name, dimensions)
        : await findModel(db, this.name);
      // Not one vector has come yet, so nothing says that the next papers fare better.
      if (!model)
        throw new SourceError("failed", `${this.endpoint.host} took no text of any paper.`);
      for (const vector of vectors)
        if (vector) checkLength(this.endpoint, vector.length, model.dimensions);
      const { here, changed } = await compareInputs(db, inputs);
      const rows = inputs.map(({ paper, hash }, i) => ({
        paper,
        textHash: hash,
        vector: bytesOf(vectors[i]),
        isStale: changed.has(paper),
      }));
      await storeVectors(
        db,
        model.id,
        rows.filter(({ paper }) => here.has(paper)),
      );
    });
  }
}

function bytesOf(vector: Float32Array | undefined): Uint8Array {
  if (!vector) return new Uint8Array(0);
  const bytes = new Int8Array(vector.length);
  toBytes(vector, bytes);
  return new Uint8Array(bytes.buffer);
}
