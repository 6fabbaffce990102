// Conditional requests (RFC 9110, 13.1.2): who has it already is not sent it again.
import { createHash } from "node:crypto";
import type { Context } from "hono";

interface Kept {
  /** All that the answer depends on. */
  state: string;
  /** Who may keep it and how long. */
  caching: string;
}

/** Marks the answer with its fingerprint; whether whoever asks has this state already. */
export function isKnown(c: Context, { state, caching }: Kept): boolean {
  const tag = `"${createHash("sha256").update(state).digest("base64url").slice(0, 22)}"`;
  // Weak, since it is the same in whichever encoding it is sent.
  c.header("ETag", `W/${tag}`);
  c.header("Cache-Control", caching);
  const known = c.req.header("If-None-Match") ?? "";
  return known.trim() === "*" || known.includes(tag);
}
