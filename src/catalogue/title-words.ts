// The words of each title in SQLite's FTS5, written in the transaction that writes the paper, so that
// lists can be matched with papers that came a moment ago. What readers search is another index.
import { texToText } from "../papers/tex/tex.ts";
import type { Database } from "../store/tables.ts";

export interface TitledPaper {
  id: number;
  title: string;
}

/** Puts the words of these titles in place of what stood there. */
export async function saveTitles(db: Database, papers: readonly TitledPaper[]): Promise<void> {
  if (papers.length === 0) return;
  await removeTitles(
    db,
    papers.map((paper) => paper.id),
  );
  await db
    .insertInto("title_words")
    .values(papers.map(({ id, title }) => ({ rowid: id, title: readable(title) })))
    .execute();
}

export async function removeTitles(db: Database, ids: readonly number[]): Promise<void> {
  await db
    .deleteFrom("title_words")
    .where("rowid", "in", [...ids])
    .execute();
}

/** A list may say `α` or `alpha`, so where TeX was read the source is kept beside it. */
function readable(source: string): string {
  const text = texToText(source);
  return text === source ? text : `${text} ${source}`;
}
