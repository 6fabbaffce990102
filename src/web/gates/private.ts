// A private instance shows nothing to strangers, whichever door they try: pages, feeds or API.
import type { Context, MiddlewareHandler } from "hono";
import { LacksScope, SignInFirst } from "../../errors.ts";
import { isForPrograms } from "../../face-of.ts";
import type { Web } from "../context.ts";
import { splitFormat } from "../doors/formats.ts";
import { findBearer, findReader } from "../reader.ts";
import { setHeader } from "./set-header.ts";
import { isOpen } from "./special-addresses.ts";

/** @throws SignInFirst */
export function rejectStrangers(web: Web): MiddlewareHandler {
  return async (c, next) => {
    if (!isOpen(c.req.path) && !(await findReader(c, web)) && !(await mayRead(c, web))) {
      throw new SignInFirst(`This site is for its readers alone${whatToDo(c)}`);
    }
    await next();
    // Nothing in between may keep what a reader was given, not even a feed.
    if (!/^\/(static\/|icons\/|favicon|apple-touch-icon)/.test(c.req.path))
      setHeader(c, "Cache-Control", "private, no-store");
  };
}

/** What lets whoever asks in. */
function whatToDo(c: Context): string {
  if (!isForPrograms(c.req.path) && splitFormat(c.req.path).format === undefined) {
    return "; sign in to see it.";
  }
  const sentence = ": a program shows a token that one of them made for it in the settings.";
  // Whoever calls these has no way to send one; see docs/clients.md.
  if (!/^\/(api\/papers\/.*|papers\/.*\.md)$/.test(c.req.path)) return sentence;
  return `${sentence} The calls paper_info and read_paper of huggingface_hub send none, so they see no private site.`;
}

/**
 * Programs that a reader lets in see what a stranger would see of a site that is not private; forms are
 * for people. @throws LacksScope
 */
async function mayRead(c: Context, web: Web): Promise<boolean> {
  const holder = await findBearer(c, web);
  if (!holder) return false;
  if (!holder.scopes.has("read")) {
    throw new LacksScope(
      "This site is private, and opens only to tokens with the scope “read”.",
      "read",
    );
  }
  return ["GET", "HEAD"].includes(c.req.method) || isForPrograms(c.req.path);
}

/** Nor does what a reader opens find its way into a search engine. */
export function hideFromSearchEngines(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    setHeader(c, "X-Robots-Tag", "noindex");
  };
}
