// The cookies: how a reader wants the pages, how far they are read, who has voted, and by which
// invitation somebody came; better-auth keeps the session's own. Reading alone sets none.
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { newVisitor, readVisitor, visitorToken } from "../community/visitors.ts";
import type { Day } from "../papers/period.ts";
import type { Web } from "./context.ts";

export interface Preferences {
  /** Without one the device decides. */
  theme: "light" | "dark" | undefined;
  /** Whether single keys do something. */
  keys: boolean;
}

/** As this browser keeps them; a reader's own are in the account. */
export function readPreferences(c: Context): Preferences {
  const theme = getCookie(c, "theme");
  return {
    theme: theme === "light" || theme === "dark" ? theme : undefined,
    keys: getCookie(c, "keys") !== "off",
  };
}

export function writeTheme(c: Context, web: Web, theme: Preferences["theme"]): void {
  if (theme) setCookie(c, "theme", theme, lasting(web));
  else deleteCookie(c, "theme", { path: "/" });
}

export function writeKeys(c: Context, web: Web, keys: boolean): void {
  if (keys) deleteCookie(c, "keys", { path: "/" });
  else setCookie(c, "keys", "off", lasting(web));
}

/** Up to which day all is read, as the browser claims; anything may stand there. */
export function readSeen(c: Context): string | undefined {
  return getCookie(c, "seen");
}

export function writeSeen(c: Context, web: Web, day: Day): void {
  setCookie(c, "seen", day, lasting(web));
}

export function findVisitor(c: Context, web: Web): string | undefined {
  return readVisitor(web.secret, getCookie(c, "visitor", prefix(web)));
}

/** The visitor of this request, named now if need be. */
export function nameVisitor(c: Context, web: Web): string {
  const known = findVisitor(c, web);
  if (known) return known;
  const visitor = newVisitor();
  setCookie(c, "visitor", visitorToken(web.secret, visitor), personal(web));
  return visitor;
}

export function dropVisitor(c: Context, web: Web): void {
  deleteCookie(c, "visitor", personal(web));
}

/** Whether the browser names a session, good or not; most requests do not. */
export function hasSession(c: Context, web: Pick<Web, "config">): boolean {
  return getCookie(c, "broadsheet.session_token", prefix(web)) !== undefined;
}

/** The token of the invitation by which somebody came, kept until the account is made. */
export function readInvitation(c: Context, web: Web): string | undefined {
  return getCookie(c, "invitation", prefix(web));
}

export function writeInvitation(c: Context, web: Web, token: string): void {
  setCookie(c, "invitation", token, { ...personal(web), maxAge: 86_400 } as CookieOptions);
}

export function dropInvitation(c: Context, web: Web): void {
  deleteCookie(c, "invitation", personal(web));
}

/** Marks of those who have signed in with this browser, the latest first; anything may stand there. */
export function readBrowserMarks(c: Context, web: Web): string[] {
  return (getCookie(c, "browser", prefix(web)) ?? "").split(".").slice(0, mostBrowserMarks);
}

export function writeBrowserMarks(c: Context, web: Web, marks: readonly string[]): void {
  const kept = marks.slice(0, mostBrowserMarks).join(".");
  setCookie(c, "browser", kept, personal(web));
}

const mostBrowserMarks = 5;

/** Of a cookie that tells who somebody is: on HTTPS no other host can set it (`__Host-`). */
function personal(web: Web): CookieOptions {
  return { ...lasting(web), prefix: prefix(web) } as CookieOptions;
}

function lasting(web: Web) {
  return {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(web),
    // Browsers keep no cookie for longer.
    maxAge: 400 * 86_400,
  } as const;
}

function isSecure(web: Pick<Web, "config">): boolean {
  return web.config.SITE_URL.protocol === "https:";
}

function prefix(web: Pick<Web, "config">): "host" | undefined {
  return isSecure(web) ? "host" : undefined;
}
