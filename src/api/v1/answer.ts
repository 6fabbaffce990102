// How an answer goes out: what was told before is not told again (RFC 9110, 13.1.2), and the header
// Link says where the next page is (RFC 8288).
import { createHash } from "node:crypto";
import type { Context } from "hono";

/**
 * @param isOwn it was made for whoever asks, and is kept for nobody else
 * @param next the cursor of the next page, of a list
 */
export function sendTold(
  c: Context,
  told: object,
  { site, isOwn, next = null }: { site: URL; isOwn: boolean; next?: string | null },
): Response {
  const body = JSON.stringify(told);
  // Weak, since it is the same in whichever encoding it is sent.
  const tag = `W/"${createHash("sha1").update(body).digest("base64url")}"`;
  c.header("ETag", tag);
  // To be kept, and asked for again each time: votes and comments come at any moment.
  c.header("Cache-Control", isOwn ? "private, no-cache" : "no-cache");
  c.header("Vary", "Authorization, Cookie", { append: true });
  if (next !== null) {
    const { pathname, searchParams } = new URL(c.req.url);
    searchParams.set("cursor", next);
    c.header("Link", `<${new URL(`${pathname}?${searchParams}`, site).href}>; rel="next"`);
  }
  if (isKnown(c.req.header("If-None-Match"), tag)) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": "application/json" });
}

/** What came of a change. @param at where in the API that is which was made, if anything was */
export function sendDone(
  c: Context,
  told: object | undefined,
  { site, at }: { site: URL; at: string | undefined },
): Response {
  c.header("Cache-Control", "no-store");
  if (told === undefined) return c.body(null, 204);
  if (at === undefined) return c.json(told);
  c.header("Location", new URL(`/api/v1${at}`, site).href);
  return c.json(told, 201);
}

/** Compared weakly (RFC 9110, 8.8.3.2). */
function isKnown(header: string | undefined, tag: string): boolean {
  if (header?.trim() === "*") return true;
  return header?.match(/"[^"]*"/g)?.includes(tag.slice("W/".length)) ?? false;
}
