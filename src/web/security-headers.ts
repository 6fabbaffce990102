// Headers that every answer carries.
import type { MiddlewareHandler } from "hono";

// No inline style or script passes, so what a hostile title smuggles in stays text.
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header("Content-Security-Policy", policy);
    c.header("X-Content-Type-Options", "nosniff");
    // A token is the key to a subscription, a list or the site; it must not travel on in a referrer.
    const bearsToken = /^\/(confirm|unsubscribe|matches|owner)\//.test(c.req.path);
    c.header("Referrer-Policy", bearsToken ? "no-referrer" : "strict-origin-when-cross-origin");
    c.header("Cross-Origin-Opener-Policy", "same-origin");
  };
}
