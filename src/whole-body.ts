// The body of an answer where it is one text. Whoever wants to keep it need not read it out of the answer,
// which takes longer than to make one.
import type { Context } from "hono";

/** Answers with a body that `wholeBody` knows. */
export function sendWhole(c: Context, body: string, { type }: { type: string }): Response {
  c.set(kept, body);
  return c.body(body, 200, { "Content-Type": type });
}

/** The body of this request's answer as it goes out; `undefined` where only the answer itself has it. */
export function wholeBody(c: Context): string | undefined {
  return c.res.headers.has("Content-Encoding") ? undefined : (c.get(kept) as string | undefined);
}

const kept = "whole body";
