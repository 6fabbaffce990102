// What is asked with another method than an address knows, and what a page of another site may ask.
import type { Context, Hono, MiddlewareHandler } from "hono";
import { patternOf, type Route } from "./route.ts";
import { tellProblem } from "./problem.ts";

/** Behind the routes: whatever method is left is told which there are (RFC 9110, 15.5.6). */
export function refuseOtherMethods(
  api: Hono,
  routes: readonly Pick<Route, "path" | "params" | "method">[],
) {
  const byPattern = Map.groupBy(routes, (route) => patternOf(route).pattern);
  for (const [pattern, of] of byPattern) {
    const methods = of.map(({ method }) => method.toUpperCase());
    const allowed = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"];
    api.all(pattern, (c) => answerOther(c, allowed.join(", ")));
  }
}

function answerOther(c: Context, allow: string): Response {
  c.header("Allow", allow);
  if (c.req.method === "OPTIONS") {
    c.header("Access-Control-Allow-Methods", allow);
    return c.body(null, 204);
  }
  const detail = `This address does not know ${c.req.method.slice(0, 20)}; it knows ${allow}.`;
  return tellProblem(c, { status: 405, error: new Error(detail), detail });
}

/**
 * Pages of other sites may ask, and what they get is for everybody: without credentials a browser sends
 * no cookies along (Fetch, 3.3). A token is sent by whoever has it, and so it may be sent from anywhere.
 */
export function openToOtherSites(): MiddlewareHandler {
  return async (c, next) => {
    c.header("Access-Control-Allow-Origin", "*");
    c.header(
      "Access-Control-Expose-Headers",
      "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After",
    );
    if (c.req.method === "OPTIONS") {
      c.header("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match");
      c.header("Access-Control-Max-Age", "86400");
    }
    await next();
  };
}
