// How often one network may ask the API and the MCP server, which every answer of them tells: in the fields RateLimit and
// RateLimit-Policy of draft-ietf-httpapi-ratelimit-headers, as Hugging Face's clients read them.
import type { Context, MiddlewareHandler } from "hono";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { take } from "../../community/take.ts";
import { TooMany } from "../../errors.ts";
import { network } from "./client-address.ts";
import { setHeader } from "./set-header.ts";
import type { Web } from "../context.ts";
import { count } from "../../papers/words.ts";

const windowS = 60;

export function limitApi(web: Web): MiddlewareHandler {
  const most = web.config.API_PER_MINUTE;
  if (most === 0) return (_, next) => next();
  const limiter = new RateLimiterMemory({ points: most, duration: windowS });
  return async (c, next) => {
    const { left, seconds } = await take(limiter, network(c, web));
    const isOver = left < 0;
    if (!isOver) await next();
    tell(c, { left: Math.max(0, left), seconds, most });
    if (!isOver) return;
    throw new TooMany(
      `The API answers ${count(most, "request")} a minute from one network. Ask again in ${count(seconds, "second")}.`,
      seconds,
    );
  };
}

function tell(
  c: Context,
  { left, seconds, most }: { left: number; seconds: number; most: number },
) {
  setHeader(c, "RateLimit", `"api";r=${left};t=${seconds}`);
  setHeader(c, "RateLimit-Policy", `"fixed window";"api";q=${most};w=${windowS}`);
}
