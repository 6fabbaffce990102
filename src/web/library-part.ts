// Which part of a library is shown, as its address or its form says.
import type { ShelfOrder } from "../community/library/shelf.ts";
import { normalTag } from "../community/library/tag.ts";

export interface LibraryPart {
  /** A search, as typed; empty for none. */
  q: string;
  tag: string | undefined;
  unread: boolean;
  order: ShelfOrder;
  /** From 1. */
  page: number;
}

const orders: readonly ShelfOrder[] = ["saved", "announced", "title"];

/** Whatever stands there: what cannot be read is as if it were left out. */
export function readPart(field: (name: string) => string | undefined): LibraryPart {
  const page = field("page") ?? "";
  return {
    q: (field("q") ?? "").trim().slice(0, 1000),
    tag: normalTag(field("tag") ?? ""),
    unread: field("unread") === "1",
    order: orders.find((each) => each === field("sort")) ?? "saved",
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** What `readPart` reads, without what is usual. */
export function partOf({ q, tag, unread, order, page }: LibraryPart) {
  return {
    q: q === "" ? undefined : q,
    tag,
    unread: unread ? "1" : undefined,
    sort: order === "saved" ? undefined : order,
    page: page > 1 ? page : undefined,
  };
}
