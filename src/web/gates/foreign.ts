// A request that changes something must come from a page of this site, made for whoever sends it:
// a browser sends the cookies along whoever made it ask. So it says where it comes from, and bears
// the token that its form was given.
import type { Context, MiddlewareHandler } from "hono";
import { authPath } from "../../community/accounts/rules.ts";
import { isFormOf, signForm, type FormReader } from "../../community/form-tokens.ts";
import { Forbidden } from "../../errors.ts";
import { isForPrograms } from "../../face-of.ts";
import { findVisitor } from "../cookies.ts";
import type { Web } from "../context.ts";
import { findSignedIn } from "../reader.ts";
import { readForm } from "../requests.ts";
import { bearsToken } from "./special-addresses.ts";

/** Another site made the browser ask. */
class Foreign extends Forbidden {
  override name = "Foreign";
}

/** The form is of this site, but was made for another session. */
export class Stale extends Foreign {
  override name = "Stale";
}

const ceremony = new RegExp(`^${authPath}/`);

/** Lets nothing foreign change anything. */
export function rejectForeign(web: Web): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === "POST" && !isForPrograms(c.req.path) && !(await isOneClick(c))) {
      rejectOtherSites(c, web.config.SITE_URL);
      const needsToken = !bearsToken(c.req.path) && !ceremony.test(c.req.path);
      if (needsToken) await rejectUntrusted(c, web);
    }
    await next();
  };
}

/** What a form of this request's reader bears; see rejectForeign. */
export async function formToken(c: Context, web: Web): Promise<string> {
  return signForm(web.secret, await formReaderOf(c, web));
}

// RFC 8058, 3.1: the mail program's request comes from anywhere, without cookies.
async function isOneClick(c: Context): Promise<boolean> {
  if (!/^\/(unsubscribe|notifications\/off)\//.test(c.req.path)) return false;
  return (await readForm(c))["List-Unsubscribe"] === "One-Click";
}

/** @throws Foreign */
function rejectOtherSites(c: Context, site: URL): void {
  // Pages cannot set or hide Sec-Fetch-Site; where it is present it knows best.
  const fetchSite = c.req.header("Sec-Fetch-Site");
  if (fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none") foreign();
  const origin = c.req.header("Origin");
  if (origin === undefined) return;
  if (origin === "null" && (fetchSite === "same-origin" || mayHideOrigin(c, fetchSite))) return;
  const host = URL.parse(origin)?.host;
  if (host === undefined || (host !== c.req.header("Host") && host !== site.host)) foreign();
}

/** Pages behind a token send no referrer, and so a browser names their origin "null" (Fetch, 3.2). */
function mayHideOrigin(c: Context, fetchSite: string | undefined): boolean {
  return fetchSite === undefined && bearsToken(c.req.path);
}

/** @throws Stale */
async function rejectUntrusted(c: Context, web: Web): Promise<void> {
  const { token = "" } = await readForm(c);
  const reader = await formReaderOf(c, web);
  if (isFormOf(web.secret, reader, token)) return;
  // A page that was open before the first vote has forms of nobody's.
  const isVisitor = reader !== undefined && "visitor" in reader;
  if (isVisitor && isFormOf(web.secret, undefined, token)) return;
  throw new Stale(
    "This form was made for somebody else, or before you signed in or out. Nothing was changed; " +
      "go back, load the page again, and try once more.",
  );
}

async function formReaderOf(c: Context, web: Web): Promise<FormReader> {
  const signedIn = await findSignedIn(c, web);
  if (signedIn) return { session: signedIn.session };
  const visitor = findVisitor(c, web);
  return visitor === undefined ? undefined : { visitor };
}

function foreign(): never {
  throw new Foreign("This was asked by a page of another site, so nothing was changed.");
}
