// Whose pages may ask. A page of anywhere could reach a site on its reader's own machine by a name that
// it has point there (DNS rebinding), so what a browser says of the origin is checked, and never held
// against the Host, which such a page chooses (MCP 2025-11-25, Transports: Security Warning).
import type { MiddlewareHandler } from "hono";
import { Forbidden } from "../../errors.ts";

const ownMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Lets in programs, which name no origin, and pages of this site. @throws Forbidden */
export function rejectOtherOrigins(site: URL): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("Origin");
    if (origin !== undefined && !isOwn(origin, site)) {
      throw new Forbidden("Pages of other sites may not ask here; a program may.");
    }
    await next();
  };
}

/** On one's own machine any port is one's own: tools to look at servers run there. */
function isOwn(origin: string, site: URL): boolean {
  const from = URL.parse(origin);
  if (!from) return false;
  if (from.origin === site.origin) return true;
  return ownMachine.test(from.hostname) && ownMachine.test(site.hostname);
}
