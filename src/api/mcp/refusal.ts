// What is refused before the protocol is spoken: JSON-RPC 2.0, 5.1, with no id.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Of the range that JSON-RPC leaves to servers. */
const refused = -32_000;

export function tellRefusal(
  c: Context,
  {
    status,
    detail,
    code = refused,
  }: { status: ContentfulStatusCode; detail: string; code?: number },
): Response {
  return c.json({ jsonrpc: "2.0", error: { code, message: detail }, id: null }, status);
}
