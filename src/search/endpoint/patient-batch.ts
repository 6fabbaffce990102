// Asks for the vectors of a batch, whatever its length and that of its texts: what an endpoint does not
// take is halved, and of a single text the end is left out, until it does.
import { SourceError } from "../../errors.ts";
import { askEndpoint, EndpointError } from "./ask-endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** Enough to keep a graphics card busy, few enough for servers that take 32 at most. */
const usualBatch = 32;
/** In characters: some 2,000 tokens, more than nearly every abstract has. */
const usualLength = 8000;
/** No shorter text is taken for all that an endpoint takes because of one that it did not. */
const learnedLength = 1200;
const leastLength = 100;
/** After so many answers more is tried again: what was learned may have come of a bad hour. */
const growsAfter = 100;
const harmless = "A paper.";
const harmlessMs = 20_000;
/** Large models on small machines take a minute for a batch. */
const patienceMs = 120_000;

/** `undefined` for each of which none can be made. */
type Vectors = (Float32Array | undefined)[];

export class PatientBatches {
  private endpoint: Endpoint;
  private signal: AbortSignal;
  private length = usualLength;
  /** How many texts are asked for at once; fewer where the endpoint takes no more. */
  most = usualBatch;
  private answers = 0;
  private busyAnswers = 0;

  constructor(endpoint: Endpoint, signal: AbortSignal) {
    this.endpoint = endpoint;
    this.signal = signal;
  }

  /**
   * A vector for each; `undefined` where the endpoint makes none of that very text, however short.
   * @throws SourceError where the fault is the endpoint's.
   */
  async vectorsOf(texts: readonly string[]): Promise<Vectors> {
    return (await this.take(texts)) ?? (await this.divided(texts));
  }

  private async divided(texts: readonly string[]): Promise<Vectors> {
    if (texts.length === 1) return [await this.shortened(texts[0]!)];
    const middle = Math.ceil(texts.length / 2);
    const halves = [texts.slice(0, middle), texts.slice(middle)];
    const vectors: Vectors = [];
    let refused = 0;
    for (const half of halves) {
      const taken = await this.take(half);
      if (!taken) refused++;
      vectors.push(...(taken ?? (await this.divided(half))));
    }
    // Both went well, so there were too many.
    if (refused === 0) this.learn({ most: middle });
    return vectors;
  }

  private async shortened(text: string): Promise<Float32Array | undefined> {
    const whole = Math.min(text.length, this.length);
    for (let length = whole >> 1; length >= leastLength; length >>= 1) {
      const taken = await this.take([text.slice(0, length)]);
      if (!taken) continue;
      this.learn({ length: Math.max(learnedLength, length) });
      return taken[0];
    }
    return undefined;
  }

  private learn({ most = usualBatch, length = usualLength }): void {
    this.most = Math.min(this.most, most);
    this.length = Math.min(this.length, length);
    this.answers = 0;
  }

  private grow(): void {
    if (++this.answers < growsAfter) return;
    this.answers = 0;
    this.most = Math.min(usualBatch, this.most * 2);
    this.length = Math.min(usualLength, this.length * 2);
  }

  /** `undefined` where it is for these texts that it gives none. */
  private async take(texts: readonly string[]): Promise<Vectors | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        const vectors = await this.ask(texts, patienceMs);
        this.grow();
        return vectors;
      } catch (error) {
        if (!isOfTexts(error)) throw error;
        // Where it takes nothing at all, it is not for the texts.
        await this.ask([harmless], harmlessMs);
        if (attempt === 2 || isRefusal(error)) return undefined;
      }
    }
  }

  private async ask(texts: readonly string[], timeoutMs: number): Promise<Float32Array[]> {
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

/** Too many, too long, or not to its taste. */
const refusals = new Set([400, 413, 422]);
/** llama.cpp says so with this one. */
const failed = 500;

function isRefusal(error: unknown): boolean {
  return error instanceof EndpointError && refusals.has(error.status ?? 0);
}

/** What may be for the texts: models that make NaN or zeros of one do so for all that came along. */
function isOfTexts(error: unknown): boolean {
  if (isRefusal(error)) return true;
  if (error instanceof EndpointError) return error.isSlow || error.status === failed;
  return error instanceof SourceError && error.trouble === "malformed";
}
