// Headers that every answer carries.
import type { MiddlewareHandler } from "hono";
import { links } from "../../links.ts";
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
    // Not by `c.header`, which makes the whole answer anew for each.
    const { headers } = c.res;
    if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", policy);
    headers.set("X-Content-Type-Options", "nosniff");
    if (isSecure) headers.set("Strict-Transport-Security", "max-age=31536000");
    headers.set(
      "Referrer-Policy",
      isConfided(c.req.path) ? "no-referrer" : "strict-origin-when-cross-origin",
    );
    if (!headers.has("Cross-Origin-Opener-Policy")) {
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
    }
  };
}
