// A private instance shows nothing to strangers, whichever door they try: pages, feeds or API.
import type { MiddlewareHandler } from "hono";
import { SignInFirst } from "../errors.ts";
import type { Web } from "./context.ts";
import { findReader } from "./reader.ts";

// The way in; what a signed link in mail opens for its holder; and what pages are dressed with.
const open =
  /^\/(sign-in(\/|$)|auth\/|invitation\/|owner\/(?!mail(\/|$))|confirm\/|unsubscribe\/|never\/|subscription\/|letters\/|static\/|favicon\.svg$|robots\.txt$|healthz$)/;

/** @throws SignInFirst */
export function rejectStrangers(web: Web): MiddlewareHandler {
  return async (c, next) => {
    if (!open.test(c.req.path) && !(await findReader(c, web))) {
      throw new SignInFirst("This site is for its readers alone; sign in to see it.");
    }
    await next();
  };
}
