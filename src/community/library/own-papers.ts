// What the query language asks of one reader's library: `is:saved`, `is:read`, `is:unread`, `tag:x`.
import type { Database } from "../../store/tables.ts";

export type OwnFilter = { which: "saved" | "read" | "unread" } | { which: "tag"; tag: string };

/** By their numbers, in order. Papers with a tag count while they are saved. */
export async function listOwnPapers(
  db: Database,
  { reader, ...filter }: { reader: number } & OwnFilter,
): Promise<Uint32Array> {
  const rows = await db
    .selectFrom("library")
    .select("library.paper_id")
    .where("library.reader_id", "=", reader)
    .$if(filter.which !== "read", (query) => query.where("saved_at", "is not", null))
    .$if(filter.which === "read", (query) => query.where("read_at", "is not", null))
    .$if(filter.which === "unread", (query) => query.where("read_at", "is", null))
    .$if(filter.which === "tag", (query) =>
      query.where("paper_id", "in", (tags) =>
        tags
          .selectFrom("tags")
          .select("tags.paper_id")
          .where("tags.reader_id", "=", reader)
          .where("tags.tag", "=", filter.which === "tag" ? filter.tag : ""),
      ),
    )
    .orderBy("library.paper_id")
    .execute();
  return Uint32Array.from(rows, ({ paper_id }) => paper_id);
}
