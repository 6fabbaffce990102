// Reads what an endpoint answered: a vector for each text, checked number by number, since a single NaN
// would make every search wrong.
import { SourceError } from "../../errors.ts";

const leastDimensions = 16;
export const mostDimensions = 4096;

interface Expected {
  host: string;
  count: number;
  /** How many numbers were asked for; 0 where any will do. */
  dimensions: number;
}

/** @throws SourceError `malformed` */
export function readEmbeddings(
  body: string,
  { host, count, dimensions }: Expected,
): Float32Array[] {
  const garbled = (why: string) =>
    new SourceError("malformed", `${host} did not answer with embeddings: ${why}.`);
  const data = dataIn(body);
  if (!data) throw garbled("there is no list called data");
  if (data.length !== count) throw garbled(`${data.length} instead of ${count}`);
  const vectors: Float32Array[] = [];
  for (const [i, each] of data.entries()) {
    const { index = i, embedding } = (each ?? {}) as { index?: unknown; embedding?: unknown };
    if (typeof index !== "number" || !(index in data) || vectors[index]) {
      throw garbled("they are not numbered one by one");
    }
    const vector = vectorOf(embedding);
    if (!vector) throw garbled("a vector holds something else than numbers");
    // Who does not know the parameter gives the whole vector, of which the beginning was wanted.
    const wanted = dimensions > 0 ? vector.subarray(0, dimensions) : vector;
    if (wanted.every((value) => value === 0)) throw garbled("a vector is all zeros");
    vectors[index] = wanted;
  }
  const [{ length } = { length: 0 }] = vectors;
  if (vectors.some((vector) => vector.length !== length)) throw garbled("they differ in length");
  if (dimensions > 0 && length < dimensions) {
    throw garbled(
      `vectors of ${length} numbers where EMBEDDINGS_DIMENSIONS asks for ${dimensions}`,
    );
  }
  if (length < leastDimensions || length > mostDimensions) {
    throw garbled(
      `vectors of ${length} numbers; ${leastDimensions} to ${mostDimensions} can be used`,
    );
  }
  return vectors;
}

function dataIn(body: string): unknown[] | undefined {
  try {
    const { data } = JSON.parse(body) as { data?: unknown };
    return Array.isArray(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Numbers, or float32 in base64, which some servers give unasked. */
function vectorOf(embedding: unknown): Float32Array | undefined {
  if (typeof embedding === "string") {
    const bytes = Buffer.from(embedding, "base64");
    if (bytes.length % 4 !== 0) return undefined;
    const vector = new Float32Array(Uint8Array.from(bytes).buffer);
    return vector.every(Number.isFinite) ? vector : undefined;
  }
  if (!Array.isArray(embedding)) return undefined;
  if (!embedding.every((value) => typeof value === "number")) return undefined;
  // Beyond what 32 bits hold lies infinity.
  const vector = Float32Array.from(embedding);
  return vector.every(Number.isFinite) ? vector : undefined;
}
