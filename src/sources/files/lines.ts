// The lines of a stream, numbered from 1, each bounded: a file from outside may hold no line break.
import { encodingOf } from "./encoding.ts";

export interface Line {
  number: number;
  /** Without its line break; `undefined` when it was longer than the limit and was skipped. */
  text: string | undefined;
}

/** Splits a stream of bytes, UTF-8 unless a mark says otherwise, into lines of at most `limit` characters. */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Line> {
  let decoder: TextDecoder | undefined;
  let number = 1;
  let rest = "";
  let tooLong = false;
  for await (const chunk of withWholeMark(bytes)) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    const parts = decoder.decode(chunk, { stream: true }).split("\n");
    for (const [index, part] of parts.entries()) {
      if (!tooLong) rest += part;
      if (rest.length > limit) tooLong = true;
      if (tooLong) rest = "";
      if (index === parts.length - 1) continue;
      yield { number, text: tooLong ? undefined : rest.replace(/\r$/, "") };
      number++;
      rest = "";
      tooLong = false;
    }
  }
  rest += tooLong ? "" : (decoder?.decode() ?? "");
  if (rest !== "" || tooLong) yield { number, text: tooLong ? undefined : rest };
}

/** The first chunk holds the byte order mark, however small the pieces come. */
async function* withWholeMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let beginning: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (!beginning) {
      yield chunk;
      continue;
    }
    beginning = Buffer.concat([beginning, chunk]);
    if (beginning.length < 2) continue;
    yield beginning;
    beginning = undefined;
  }
  if (beginning) yield beginning;
}
