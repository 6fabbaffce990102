import type { Context } from "hono";
import { Invalid, NotFound, TooMany } from "../errors.ts";

/** The one table from what went wrong to what a client of the API is told. */
export function apiError(error: Error, c: Context, log: (message: string, fields: object) => void) {
  if (error instanceof NotFound) return told(c, 404, error.message);
  if (error instanceof Invalid) return told(c, 400, error.message);
  if (error instanceof TooMany) {
    c.header("Retry-After", String(error.retryAfterS));
    return told(c, 429, error.message);
  }
  log("A request to the API failed", { error, path: c.req.path });
  return told(c, 500, "Something failed here; the log of the server says what.");
}

function told(c: Context, status: 400 | 404 | 429 | 500, message: string) {
  // Hugging Face's clients show this header, or else the field. Headers carry ASCII only.
  c.header("X-Error-Message", message.replaceAll(/[^\x20-\x7e]/g, "?"));
  return c.json({ error: message }, status);
}
