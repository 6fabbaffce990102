// Asks for the vectors of a batch, whatever its length and that of its texts: what an endpoint does not
// take is halved, and of a single text the end is left out, until it does.
import { askEndpoint, EndpointError } from "./ask-endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** Enough to keep a graphics card busy, few enough for servers that take 32 at most. */
const usualBatch = 32;
/** In characters: some 2,000 tokens, more than nearly every abstract has. */
const usualLength = 8000;
/** No shorter text is taken for all that an endpoint takes because of one that it did not. */
const learnedLength = 1200;
const leastLength = 100;
const harmless = "A paper.";
/** Large models on small machines take a minute for a batch. */
const timeoutMs = 120_000;

export class PatientBatches {
  private endpoint: Endpoint;
  private signal: AbortSignal;
  private length = usualLength;
  /** How many texts are asked for at once; fewer where the endpoint takes no more. */
  most = usualBatch;
  private busyAnswers = 0;

  constructor(endpoint: Endpoint, signal: AbortSignal) {
    this.endpoint = endpoint;
    this.signal = signal;
  }

  /**
   * A vector for each; `undefined` where the endpoint makes none of that very text, however short.
   * @throws SourceError where the fault is the endpoint's.
   */
  async vectorsOf(texts: readonly string[]): Promise<(Float32Array | undefined)[]> {
    try {
      return await this.ask(texts);
    } catch (error) {
      if (!isOfTexts(error) || (error.isSlow && texts.length === 1)) throw error;
      // Where it takes nothing at all, it is not for the texts.
      if (!error.isSlow) await this.ask([harmless]);
    }
    return texts.length === 1 ? [await this.shortened(texts[0]!)] : await this.halved(texts);
  }

  private async halved(texts: readonly string[]): Promise<(Float32Array | undefined)[]> {
    const middle = Math.ceil(texts.length / 2);
    const vectors: (Float32Array | undefined)[] = [];
    let failed = 0;
    for (const half of [texts.slice(0, middle), texts.slice(middle)]) {
      try {
        vectors.push(...(await this.ask(half)));
      } catch (error) {
        if (!isOfTexts(error)) throw error;
        if (error.isSlow && half.length === 1) throw error;
        failed++;
        vectors.push(
          ...(half.length === 1 ? [await this.shortened(half[0]!)] : await this.halved(half)),
        );
      }
    }
    // Both went well, so there were too many.
    if (failed === 0) this.most = Math.min(this.most, middle);
    return vectors;
  }

  private async shortened(text: string): Promise<Float32Array | undefined> {
    for (
      let length = Math.min(text.length, this.length) >> 1;
      length >= leastLength;
      length >>= 1
    ) {
      try {
        const [vector] = await this.ask([text.slice(0, length)]);
        this.length = Math.min(this.length, Math.max(learnedLength, length));
        return vector;
      } catch (error) {
        if (!isOfTexts(error)) throw error;
      }
    }
    return undefined;
  }

  private async ask(texts: readonly string[]): Promise<Float32Array[]> {
    const { endpoint, signal, busyAnswers, length } = this;
    const inputs = texts.map((text) => text.slice(0, length).toWellFormed());
    try {
      const vectors = await askEndpoint(endpoint, inputs, { signal, timeoutMs, busyAnswers });
      this.busyAnswers = 0;
      return vectors;
    } catch (error) {
      if (error instanceof EndpointError && error.trouble === "busy") this.busyAnswers++;
      throw error;
    }
  }
}

/** Too many, too long, or not to its taste; llama.cpp says so with a 500. */
const ofTexts = new Set([400, 413, 422, 500]);

function isOfTexts(error: unknown): error is EndpointError {
  return error instanceof EndpointError && (error.isSlow || ofTexts.has(error.status ?? 0));
}
