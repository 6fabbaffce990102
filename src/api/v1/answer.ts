// How an answer goes out; the header Link says where the next page is (RFC 8288).
import type { Context } from "hono";
import { links } from "../../links.ts";
import { sendJson } from "../send-json.ts";

/**
 * @param isOwn it was made for whoever asks, and is kept for nobody else
 * @param next the cursor of the next page, of a list
 */
export function sendTold(
  c: Context,
  told: object,
  { site, isOwn, next = null }: { site: URL; isOwn: boolean; next?: string | null },
): Response {
  if (next !== null) {
    const { pathname, searchParams } = new URL(c.req.url);
    searchParams.set("cursor", next);
    c.header("Link", `<${links.whole(`${pathname}?${searchParams}`, site)}>; rel="next"`);
  }
  return sendJson(c, told, { isOwn });
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
  c.header("Location", links.whole(`/api/v1${at}`, site));
  return c.json(told, 201);
}
