// A private instance shows nothing to strangers, whichever door they try: pages, feeds or API.
import type { Context, MiddlewareHandler } from "hono";
import { SignInFirst } from "../errors.ts";
import type { Web } from "./context.ts";
import { findBearer, findReader } from "./reader.ts";
import { bearsToken } from "./token-paths.ts";

// The way in, and what pages are dressed with.
const open = /^\/(sign-in(\/|$)|auth\/|static\/|favicon\.svg$|robots\.txt$|healthz$|goodbye$)/;

/** @throws SignInFirst */
export function rejectStrangers(web: Web): MiddlewareHandler {
  return async (c, next) => {
    const isOpen = open.test(c.req.path) || bearsToken(c.req.path);
    if (!isOpen && !(await findReader(c, web)) && !(await mayRead(c, web))) {
      throw new SignInFirst("This site is for its readers alone; sign in to see it.");
    }
    await next();
    // Nothing in between may keep what a reader was given, not even a feed.
    if (!/^\/(static\/|favicon)/.test(c.req.path)) c.header("Cache-Control", "private, no-store");
  };
}

/** Programs that a reader lets in see what a stranger would see of a site that is not private. */
async function mayRead(c: Context, web: Web): Promise<boolean> {
  return (await findBearer(c, web))?.scopes.has("read") ?? false;
}

/** Nor does what a reader opens find its way into a search engine. */
export function hideFromSearchEngines(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header("X-Robots-Tag", "noindex");
  };
}
