// Lists come in pages. Where the next begins is in an opaque cursor, which only the list that gave it
// understands: a route is given what stands in it, and none of another list.
import { createHash } from "node:crypto";
import { z } from "zod";
import { count } from "./count.ts";
import { InvalidField } from "./invalid-field.ts";

/** The query of a list of at most `most` a page. */
export function pageQuery({ most = 100, usual = 50 }: { most?: number; usual?: number } = {}) {
  return {
    limit: count(1, most).default(usual).meta({ description: "How many a page has at most." }),
    cursor: z.string().max(200).optional().meta({
      description: "Where the page begins: `next` of the page before. Left out, the first.",
    }),
  };
}

export interface Page {
  limit: number;
  /** How many are before it. */
  offset: number;
}

/** @throws InvalidField */
export function readPage({ cursor, limit }: { cursor?: string | undefined; limit: number }): Page {
  return { limit, offset: cursor === undefined ? 0 : readNumber(cursor) };
}

/** Where the page after this one begins; `null` where so many of the list fit on those before. */
export function nextPage({ limit, offset }: Page, total: number): string | null {
  const end = offset + limit;
  return end < total ? String(end) : null;
}

/** One more than a page has tells whether there is a next. */
export function oneMore({ limit, offset }: Page): Page {
  return { limit: limit + 1, offset };
}

/** A page of what was asked for so. */
export function onePage<Item>(
  found: readonly Item[],
  page: Page,
): { some: Item[]; next: string | null } {
  return { some: found.slice(0, page.limit), next: nextPage(page, page.offset + found.length) };
}

/** The same page of a list that is made by pages of one size. @returns it from 1 @throws InvalidField */
export function asNumbered({ limit, offset }: Page): { page: number; perPage: number } {
  if (offset % limit !== 0) {
    throw new InvalidField("limit", "must be what it was on the page before");
  }
  return { page: offset / limit + 1, perPage: limit };
}

/** @throws InvalidField */
export function readNumber(cursor: string): number {
  return /^\d{1,9}$/.test(cursor) ? Number(cursor) : refuseCursor();
}

/** @param list what tells it from all others: its address, and what was asked of it */
export function sealCursor(cursor: string, list: string): string {
  return Buffer.from(markOf(list) + cursor).toString("base64url");
}

/** @throws InvalidField where it is of another list, or of none. */
export function openCursor(sealed: string, list: string): string {
  const text = Buffer.from(sealed, "base64url").toString();
  const mark = markOf(list);
  return text.startsWith(mark) ? text.slice(mark.length) : refuseCursor();
}

/** @throws InvalidField */
export function refuseCursor(): never {
  throw new InvalidField("cursor", "is none that this list gave");
}

function markOf(list: string): string {
  return createHash("sha1").update(list).digest("base64url").slice(0, 8);
}
