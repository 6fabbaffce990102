// The lines of a stream, numbered from 1, each bounded: a file from outside may hold no line break.

export interface Line {
  number: number;
  /** Without its line break; `undefined` when it was longer than the limit and was skipped. */
  text: string | undefined;
}

/** Splits a stream of bytes in UTF-8 into lines of at most `limit` characters. */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8");
  let number = 1;
  let rest = "";
  let tooLong = false;
  for await (const chunk of bytes) {
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
  rest += tooLong ? "" : decoder.decode();
  if (rest !== "" || tooLong) yield { number, text: tooLong ? undefined : rest };
}
