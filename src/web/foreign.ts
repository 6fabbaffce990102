// A request that changes something must come from a page of this site, since a browser sends the
// cookies along whoever made it ask.
import type { Context } from "hono";

/** Another site made the browser ask. */
export class Foreign extends Error {
  override name = "Foreign";
}

/** @throws Foreign */
export function rejectForeign(c: Context, site: URL): void {
  // Pages cannot set or hide Sec-Fetch-Site; where it is present it knows best.
  const fetchSite = c.req.header("Sec-Fetch-Site");
  if (fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none") foreign();
  const origin = c.req.header("Origin");
  if (origin === undefined || (origin === "null" && fetchSite === "same-origin")) return;
  const host = URL.parse(origin)?.host;
  if (host === undefined || (host !== c.req.header("Host") && host !== site.host)) foreign();
}

/**
 * As `rejectForeign`, for the pages behind a signed link: they send no referrer, and so a browser
 * names their origin "null" (Fetch, "append a request Origin header"). The token is proof enough.
 * @throws Foreign
 */
export function rejectForeignButToken(c: Context, site: URL): void {
  if (c.req.header("Origin") === "null" && c.req.header("Sec-Fetch-Site") === undefined) return;
  rejectForeign(c, site);
}

function foreign(): never {
  throw new Foreign("This was asked by a page of another site, so nothing was changed.");
}
