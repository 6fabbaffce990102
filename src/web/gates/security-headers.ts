// Headers that every answer carries.
import type { MiddlewareHandler } from "hono";
import { links } from "../../links.ts";
import { setHeader } from "./set-header.ts";
import { bearsToken } from "./special-addresses.ts";

const policy = policyOfPage();

/**
 * No inline style or script passes, so what a hostile title smuggles in stays text. A page may show
 * another of this site within it, or stand within one.
 */
export function policyOfPage({ frames = false, isFramed = false } = {}): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    ...(frames ? ["frame-src 'self'"] : []),
    "form-action 'self'",
    `frame-ancestors ${isFramed ? "'self'" : "'none'"}`,
    "base-uri 'none'",
  ].join("; ");
}

// A token is the key to a subscription, a list or the site; it must not travel on in a referrer. Nor
// must what somebody thought of following.
function isConfided(path: string): boolean {
  return bearsToken(path) || path === links.subscribePreview;
}

export function securityHeaders({ isSecure }: { isSecure: boolean }): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    if (!headers.has("Content-Security-Policy")) setHeader(c, "Content-Security-Policy", policy);
    setHeader(c, "X-Content-Type-Options", "nosniff");
    if (isSecure) setHeader(c, "Strict-Transport-Security", "max-age=31536000");
    setHeader(
      c,
      "Referrer-Policy",
      isConfided(c.req.path) ? "no-referrer" : "strict-origin-when-cross-origin",
    );
    if (!headers.has("Cross-Origin-Opener-Policy")) {
      setHeader(c, "Cross-Origin-Opener-Policy", "same-origin");
    }
  };
}
