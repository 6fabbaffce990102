// Conditional requests (RFC 9110, 13): who has an answer already is not sent it again.
import { createHash } from "node:crypto";
import type { Context } from "hono";

interface Kept {
  /** All that the answer depends on. */
  state: string | Uint8Array;
  /** Who may keep it and how long: its Cache-Control. */
  caching: string;
  /** Since when it is as it is, where that is known: whole seconds, in milliseconds since 1970. */
  since?: number;
}

/** Marks the answer to a GET with its fingerprint and date; whether whoever asks has it already. */
export function isKnown(c: Context, { state, caching, since }: Kept): boolean {
  const tag = `"${createHash("sha256").update(state).digest("base64url").slice(0, 22)}"`;
  // Weak, since it is the same in whichever encoding it is sent.
  c.header("ETag", `W/${tag}`);
  c.header("Cache-Control", caching);
  if (since !== undefined) c.header("Last-Modified", new Date(since).toUTCString());
  // The fingerprint decides wherever one is given (13.1.3); it is compared weakly (13.1.2).
  const tags = c.req.header("If-None-Match");
  if (tags !== undefined) {
    return tags.trim() === "*" || (tags.match(/"[^"]*"/g)?.includes(tag) ?? false);
  }
  return since !== undefined && Date.parse(c.req.header("If-Modified-Since") ?? "") >= since;
}
