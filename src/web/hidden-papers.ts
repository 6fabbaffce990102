// What a reader hides is left out of the lists that the reader sees, and each list says so; with
// ?hidden=shown it is there.
import type { Context } from "hono";
import type { Reader } from "../community/readers.ts";
import { openMutes, type Muted } from "../search/muting.ts";
import type { Web } from "./context.ts";
import { findReader } from "./reader.ts";
import { sectionOptions } from "./requests.ts";

/** Whether the reader wants to see all this once. */
export function showsAll(c: Context): boolean {
  return c.req.query("hidden") === "shown";
}

/** `undefined` where nothing is to be left out. */
export async function readHidden(c: Context, web: Web): Promise<Muted | undefined> {
  const reader = await findReader(c, web);
  return reader && !showsAll(c) ? await openHiddenOf(web, reader) : undefined;
}

/** The same of whoever it is. */
export async function openHiddenOf(web: Web, reader: Reader): Promise<Muted | undefined> {
  const { finder, today } = sectionOptions(web);
  const muted = await openMutes(web.db, finder, { reader: reader.id, today });
  return (
    muted &&
    (async (papers) => {
      try {
        return await muted(papers);
      } catch (error) {
        // A list stands whatever becomes of the index.
        web.log("What a reader hides could not be found", { error });
        return new Set();
      }
    })
  );
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
