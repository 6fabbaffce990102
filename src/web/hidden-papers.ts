// What a reader hides is left out of the lists that the reader sees, and each list says so; with
// ?hidden=shown it is there.
import type { Context } from "hono";
import { openHidden } from "../search/asking.ts";
import type { Muted } from "../search/muting.ts";
import type { Web } from "./context.ts";
import { findReader } from "./reader.ts";

/** Whether the reader wants to see all this once. */
export function showsAll(c: Context): boolean {
  return c.req.query("hidden") === "shown";
}

/** `undefined` where nothing is to be left out. */
export async function readHidden(c: Context, web: Web): Promise<Muted | undefined> {
  return showsAll(c) ? undefined : await openHidden(web, (await findReader(c, web))?.id);
}

/** This page's address, with what is left out or without it. */
export function addressWith(c: Context, hidden: "shown" | undefined): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.delete("hidden");
  searchParams.delete("page");
  if (hidden) searchParams.set("hidden", hidden);
  const asked = searchParams.toString();
  return asked === "" ? pathname : `${pathname}?${asked}`;
}

/** Keeps what one chose to see through the pages of a list. */
export function keepingShown(c: Context): (address: string) => string {
  if (!showsAll(c)) return (address) => address;
  return (address) => `${address}${address.includes("?") ? "&" : "?"}hidden=shown`;
}
