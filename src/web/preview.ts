// What it takes to show what a comment would look like: whom it mentions, and who of them is nobody here.
import { findMentioned, peopleOf } from "../community/discussion/mentions.ts";
import { mentionsIn, type People } from "../papers/markdown/markdown.ts";
import type { Web } from "./context.ts";

export interface Preview {
  source: string;
  people: People;
  /** Handles that it mentions and nobody has. */
  nobody: readonly string[];
}

export async function readPreview(web: Pick<Web, "db">, source: string): Promise<Preview> {
  const people = peopleOf(await findMentioned(web.db, source));
  return { source, people, nobody: mentionsIn(source).filter((handle) => !people.has(handle)) };
}
