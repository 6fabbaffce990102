// Headers that are set when the answer stands already.
import type { Context } from "hono";

/** Hono’s own `c.header` makes the whole answer anew for each of them. */
export function setHeader(c: Context, name: string, value: string): void {
  if (c.finalized) c.res.headers.set(name, value);
  else c.header(name, value);
}
