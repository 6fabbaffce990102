// Which face of the site answers at an address.
import { links } from "./links.ts";

/** `hugging-face` is the API that its clients speak: all of `/api` that has no version. */
type Face = "pages" | "v1" | "hugging-face" | "mcp";

export function faceOf(path: string): Face {
  if (/^\/mcp(\/|$)/.test(path)) return "mcp";
  if (/^\/api\/v\d/.test(path)) return "v1";
  // What the API is stands on a page, with forms.
  const isPage = !path.startsWith("/api/") || path === links.apiTry;
  return isPage ? "pages" : "hugging-face";
}

/** What answers there is for programs; nothing is changed for a cookie's sake. */
export function isForPrograms(path: string): boolean {
  return faceOf(path) !== "pages";
}
