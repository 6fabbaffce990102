// Strangers who ask for the same within the same second, while nothing is written, are given the same
// answer: a crowd costs one page a second, and nobody sees anything old.
import type { Context, MiddlewareHandler } from "hono";

interface Sharing {
  /** Another text whenever what pages say may have changed. */
  state: () => Promise<string>;
  clock: () => Date;
}

interface Answer {
  headers: Headers;
  body: ArrayBuffer;
}

const mostAnswers = 500;
const longestBytes = 1_000_000;

// What an answer may depend on besides its address; whoever sends one of the last two is known, or
// knows an older answer.
const asked = ["Host", "Accept", "Accept-Encoding", "Origin", "Range"];
const ownWords = ["Cookie", "Authorization", "If-None-Match", "If-Modified-Since"];
// Of one request alone.
const ownHeaders = ["RateLimit", "RateLimit-Policy", "Date"];

export function shareAnswers({ state, clock }: Sharing): MiddlewareHandler {
  let present = "";
  const answers = new Map<string, Promise<Answer | undefined>>();

  return async (c, next) => {
    if (!isAnybodys(c)) return await next();
    const now = `${clock().toISOString().slice(0, 19)} ${await state()}`;
    if (now !== present || answers.size >= mostAnswers) answers.clear();
    present = now;
    const key = [c.req.url, ...asked.map((name) => c.req.header(name) ?? "")].join("\n");
    const shared = await answers.get(key);
    if (shared) return c.newResponse(shared.body, { headers: shared.headers });
    if (answers.has(key)) return await next();
    const answering = Promise.withResolvers<Answer | undefined>();
    answers.set(key, answering.promise);
    try {
      await next();
      answering.resolve(await read(c.res));
    } finally {
      answering.resolve(undefined);
    }
  };
}

function isAnybodys(c: Context): boolean {
  return (
    c.req.method === "GET" &&
    !c.req.path.startsWith("/mcp") &&
    c.req.url.length < 2000 &&
    !ownWords.some((name) => c.req.header(name) !== undefined)
  );
}

/** `undefined` of what is one request's alone, or too long to keep. */
async function read(answer: Response): Promise<Answer | undefined> {
  const { status, headers } = answer;
  if (status !== 200 || headers.has("Set-Cookie")) return undefined;
  if (headers.get("Cache-Control")?.includes("no-store")) return undefined;
  const body = await answer.clone().arrayBuffer();
  if (body.byteLength > longestBytes) return undefined;
  const kept = new Headers(headers);
  for (const name of ownHeaders) kept.delete(name);
  return { headers: kept, body };
}
