// How much a reader may change within an hour, whatever it is; what costs more has its own limit.
import type { MiddlewareHandler } from "hono";
import type { Web } from "../context.ts";
import { findReader } from "../reader.ts";

export function limitWrites(web: Pick<Web, "accounts" | "config" | "limits">): MiddlewareHandler {
  return async (c, next) => {
    const reader = c.req.method === "POST" ? await findReader(c, web) : undefined;
    if (reader) await web.limits.write(reader.id);
    await next();
  };
}
