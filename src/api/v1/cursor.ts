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
  const [, written] = /^after:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (written === undefined) throw new InvalidField("cursor", "is none that this list gave");
  return Number(written);
}

/** The cursor behind so many; `null` where there are no more. */
export function offsetCursor(after: number, total: number): string | null {
  return after < total ? Buffer.from(`after:${after}`).toString("base64url") : null;
}
