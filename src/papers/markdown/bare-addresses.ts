// Addresses that stand in the text as they are: each becomes a link to itself.
import type { StateInline } from "markdown-it";
import { safeAddress } from "../tex/web-address.ts";
import { findBareAddress } from "./addresses.ts";

/** A rule of markdown-it for the colon of `https://`. */
export function readBareAddress(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax, linkLevel } = state;
  if (linkLevel > 0 || !src.startsWith("://", pos)) return false;
  const scheme = /(?<![\w+.-])https?$/i.exec(src.slice(Math.max(0, pos - 6), pos))?.[0];
  if (scheme === undefined) return false;
  const from = pos - scheme.length;
  const shown = findBareAddress(src, from);
  const href = shown && from + shown.length <= posMax ? safeAddress(shown) : undefined;
  if (shown === undefined || href === undefined) return false;
  if (!silent) {
    // The scheme was read as text.
    state.pending = state.pending.slice(0, -scheme.length);
    state.push("link_open", "a", 1).attrs = [["href", href]];
    state.push("text", "", 0).content = shown;
    state.push("link_close", "a", -1);
  }
  state.pos = from + shown.length;
  return true;
}
