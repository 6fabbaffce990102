// What is asked for, as JSON; who has it already is not sent it again.
import type { Context } from "hono";
import { isKnown } from "../conditional.ts";
import { sendWhole } from "../whole-body.ts";

/** @param isOwn it was made for whoever asks, and is kept for nobody else */
export function sendJson(
  c: Context,
  told: object,
  { isOwn = false }: { isOwn?: boolean } = {},
): Response {
  const body = JSON.stringify(told);
  // That it may be compressed is told here; whoever adds that to an answer that stands makes it anew.
  c.header("Vary", "Authorization, Cookie, Accept-Encoding", { append: true });
  // To be kept, and asked for again each time: votes and comments come at any moment.
  const caching = isOwn ? "private, no-cache" : "no-cache";
  if (isKnown(c, { state: body, caching })) return c.body(null, 304);
  return sendWhole(c, body, { type: "application/json" });
}
