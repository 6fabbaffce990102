// What is known of papers beyond their records: what is said of them, who brought them and wrote them.
import { listSignals } from "../../catalogue/signals.ts";
import { listAuthorsOf, type AuthorHere } from "../../community/authorship/claims.ts";
import { countTalk, type TalkCount } from "../../community/discussion/talk-counts.ts";
import { listSubmissions, type Submission } from "../../community/submissions/submissions.ts";
import type { ApiOptions } from "../options.ts";

export interface Around {
  talk: TalkCount | undefined;
  /** Left out where no reader brought it. */
  submission: Submission | undefined;
  /** Of its code, as last seen. */
  stars: number | undefined;
  /** Those of its authors who have an account here. */
  authors: readonly AuthorHere[];
}

/** Of each of these papers, by its number. */
export async function readAround(
  db: ApiOptions["db"],
  papers: readonly number[],
): Promise<(paper: number) => Around> {
  const talk = await countTalk(db, papers);
  const submissions = await listSubmissions(db, papers);
  const authors = await listAuthorsOf(db, papers);
  const stars = (await listSignals(db, papers)).filter(({ kind }) => kind === "stars");
  const starsOf = new Map(stars.map(({ paper, value }) => [paper, value]));
  return (paper) => ({
    talk: talk.get(paper),
    submission: submissions.get(paper),
    stars: starsOf.get(paper),
    authors: authors.get(paper) ?? [],
  });
}
