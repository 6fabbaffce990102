// What there is on this site for the examples of the description, so that each of them can be tried.
import { findNewestEdition, getEdition } from "../../editions/edition.ts";
import { listNewestComments } from "../../community/discussion/comments.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { addDays, dayPeriod } from "../../papers/period.ts";
import type { ApiOptions } from "../options.ts";

/** By where a parameter stands: `/papers/{id}`, `/search?q`. */
export type Examples = ReadonlyMap<string, string | number>;

export async function findExamples({ db, judge, sections }: ApiOptions): Promise<Examples> {
  const examples = new Map<string, string | number>();
  const day = await findNewestEdition(db);
  if (day !== undefined) {
    examples.set("/editions/{key}", day);
    examples.set("/since/{day}", addDays(day, -1));
    const { entries } = await getEdition(db, { period: dayPeriod(day), perPage: 1, judge });
    const paper = entries[0]?.paper;
    for (const path of ["/papers/{id}", "/me/library/{id}"]) {
      if (paper) examples.set(path, bareIdentifier(paper.identifier));
    }
    const category = paper?.categories[0];
    for (const path of ["/search?q", "/search/identifiers?q"]) {
      if (category !== undefined) examples.set(path, `cat:${category}`);
    }
    const section = sections[0]?.address ?? category;
    if (section !== undefined) examples.set("/sections/{address}", section);
  }
  const said = await listNewestComments(db, { limit: 50 });
  const answered = new Set(said.map(({ parent }) => parent));
  const comment = said.find(({ id }) => answered.has(id)) ?? said[0];
  if (comment) examples.set("/comments/{id}", comment.id);
  if (comment?.by) examples.set("/people/{handle}", comment.by.handle);
  return examples;
}
