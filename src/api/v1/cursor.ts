// Lists come in pages. Where the next begins is in an opaque cursor, which only the list that gave it
// understands.
import { z } from "zod";
import { count } from "../query.ts";
import { InvalidField } from "./problem.ts";

/** The query of a list of at most `most` a page. */
export function pageQuery({ most = 100, usual = 50 }: { most?: number; usual?: number } = {}) {
  return {
    limit: count(1, most).default(usual).meta({ description: "How many a page has at most." }),
    cursor: z.string().max(200).optional().meta({
      description: "Where the page begins: `next` of the page before. Left out, the first.",
    }),
  };
}

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z
      .string()
      .nullable()
      .meta({ description: "The cursor of the next page; null where this is the last." }),
  });
}

/** How many are before the page. @throws InvalidField */
export function readOffset(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [, written] = /^after:(\d{1,9})$/.exec(read(cursor)) ?? [];
  if (written === undefined) refuse();
  return Number(written);
}

/** The cursor behind so many; `null` where there are no more. */
export function offsetCursor(after: number, total: number): string | null {
  return after < total ? write(`after:${after}`) : null;
}

/** Of a list that is made by pages of one size, which the cursor knows. @throws InvalidField */
export function readPage(
  cursor: string | undefined,
  limit: number,
): { page: number; perPage: number } {
  if (cursor === undefined) return { page: 1, perPage: limit };
  const [, page, perPage] = /^page:([1-9]\d{0,6}):(\d{1,3})$/.exec(read(cursor)) ?? [];
  if (page === undefined) refuse();
  if (Number(perPage) !== limit) {
    throw new InvalidField("limit", `must be ${perPage}, as it was on the page before`);
  }
  return { page: Number(page), perPage: limit };
}

/** The cursor of the page after this one; `null` where so many of the list fit on those before. */
export function pageCursor(
  { page, perPage }: { page: number; perPage: number },
  total: number,
): string | null {
  return page * perPage < total ? write(`page:${page + 1}:${perPage}`) : null;
}

/** Of a list that has gone on growing at its head: the key of the last item that was given. @throws InvalidField */
export function readKey(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const [, key] = /^below:(.{1,100})$/.exec(read(cursor)) ?? [];
  return key ?? refuse();
}

export function keyCursor(last: string): string {
  return write(`below:${last}`);
}

function write(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function read(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}

function refuse(): never {
  throw new InvalidField("cursor", "is none that this list gave");
}
