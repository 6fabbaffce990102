// Strangers who ask for the same within the same second, while nothing is written, are given the same
// answer: a crowd costs one page a second, and nobody sees anything old.
import type { Context, MiddlewareHandler } from "hono";
import { links } from "../../links.ts";
import { wholeBody } from "../../whole-body.ts";

interface Sharing {
  /** Another text whenever what pages say may have changed. */
  state: () => Promise<string>;
  clock: () => Date;
}

interface Answer {
  /** As they went out, those of its request alone included. */
  headers: Headers;
  body: string | Uint8Array<ArrayBuffer>;
}

/** In bytes, or in characters of a text: these take one byte each, or two. */
const mostKept = 32_000_000;
const longestKept = 1_000_000;

// What an answer may depend on besides its address.
const asked = ["Host", "Accept", "Accept-Encoding", "Origin", "Range"];
// Whoever sends one of these is known, or knows an older answer.
const ownWords = ["Cookie", "Authorization", "If-None-Match", "If-Modified-Since"];
// Of one request alone.
const ownHeaders = ["RateLimit", "RateLimit-Policy"];

export function shareAnswers({ state, clock }: Sharing): MiddlewareHandler {
  let present = "";
  let bytes = 0;
  const answers = new Map<string, Promise<Answer | undefined>>();

  /** What was true a moment ago is told nobody. */
  async function forgetOld(): Promise<void> {
    const now = `${clock().toISOString().slice(0, 19)} ${await state()}`;
    if (now === present && bytes < mostKept) return;
    answers.clear();
    present = now;
    bytes = 0;
  }

  return async (c, next) => {
    if (!isAnybodys(c)) return await next();
    await forgetOld();
    const key = [c.req.url, ...asked.map((name) => c.req.header(name) ?? "")].join("\n");
    const shared = await answers.get(key);
    if (shared) return c.newResponse(shared.body, { headers: sharedOf(shared) });
    if (answers.has(key)) return await next();
    const answering = Promise.withResolvers<Answer | undefined>();
    answers.set(key, answering.promise);
    bytes += key.length;
    try {
      await next();
      const answer = mayShare(c.res) ? await readShort(c) : undefined;
      bytes += answer?.body.length ?? 0;
      answering.resolve(answer);
    } finally {
      answering.resolve(undefined);
    }
  };
}

function isAnybodys(c: Context): boolean {
  return (
    c.req.method === "GET" &&
    c.req.path !== links.mcp &&
    c.req.url.length < 2000 &&
    !ownWords.some((name) => c.req.header(name) !== undefined)
  );
}

function mayShare({ status, headers }: Response): boolean {
  const isOnes = headers.has("Set-Cookie") || /no-store/.test(headers.get("Cache-Control") ?? "");
  return status === 200 && !isOnes;
}

/** `undefined` of what is too long to be kept; it goes out as it comes. */
async function readShort(c: Context): Promise<Answer | undefined> {
  const whole = wholeBody(c);
  if (whole !== undefined) {
    return whole.length > longestKept ? undefined : { headers: c.res.headers, body: whole };
  }
  const reader = c.res.body?.getReader();
  if (!reader) return undefined;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    length += part.value.byteLength;
    if (length <= longestKept) continue;
    c.res = new Response(goOn(chunks, reader), c.res);
    return undefined;
  }
  const body = Buffer.concat(chunks);
  c.res = new Response(body, c.res);
  return { headers: c.res.headers, body };
}

function sharedOf({ headers }: Answer): Headers {
  const shared = new Headers(headers);
  for (const name of ownHeaders) shared.delete(name);
  return shared;
}

/** What was read already, and then the rest as it comes. */
function goOn(
  chunks: Uint8Array<ArrayBuffer>[],
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const part = chunks.length > 0 ? { done: false, value: chunks.shift() } : await reader.read();
      if (part.done) controller.close();
      else controller.enqueue(part.value!);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
