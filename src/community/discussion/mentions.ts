// Whom comments mention: which handles stood for whom, and what those people are called by now.
import { links } from "../../links.ts";
import { mentionsIn, type People } from "../../papers/markdown/markdown.ts";
import { numbersIn, textsIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import type { Comment } from "./comments.ts";

/** By the handle that stands in the text, in lower case: who it is, and the handle that they have now. */
export type Mentioned = ReadonlyMap<string, { id: number; handle: string }>;

/** As the renderer of Markdown takes them. */
export function peopleOf(mentioned: Mentioned): People {
  return new Map(Array.from(mentioned, ([written, { handle }]) => [written, links.person(handle)]));
}

/** Whom a text mentions that is not kept yet. */
export async function findMentioned(db: Database, source: string): Promise<Mentioned> {
  const handles = mentionsIn(source);
  if (handles.length === 0) return new Map();
  const people = db
    .selectFrom("readers")
    .select(["readers.handle as written", "readers.id", "readers.handle"])
    .where("readers.handle", "in", textsIn(handles));
  const former = db
    .selectFrom("former_handles")
    .innerJoin("readers", "readers.id", "former_handles.reader_id")
    .select(["former_handles.handle as written", "readers.id", "readers.handle"])
    .where("former_handles.handle", "in", textsIn(handles));
  const rows = await former.unionAll(people).execute();
  return new Map(rows.map(({ written, id, handle }) => [written, { id, handle }]));
}

/** Of those of these comments that may be read, by their numbers. */
export async function listMentions(
  db: Database,
  comments: readonly Comment[],
): Promise<Map<number, Mentioned>> {
  const readable = comments.filter(({ source }) => source?.includes("@")).map(({ id }) => id);
  if (readable.length === 0) return new Map();
  const rows = await db
    .selectFrom("mentions")
    .innerJoin("readers", "readers.id", "mentions.reader_id")
    .select(["mentions.comment_id", "mentions.handle as written", "readers.id", "readers.handle"])
    .where("mentions.comment_id", "in", numbersIn(readable))
    .execute();
  const byComment = Map.groupBy(rows, ({ comment_id }) => comment_id);
  return new Map(
    Array.from(byComment, ([comment, rows]) => [
      comment,
      new Map(rows.map(({ written, id, handle }) => [written, { id, handle }])),
    ]),
  );
}
