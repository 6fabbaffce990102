// Lists of papers, with all that their items tell.
import type { Entry } from "../../editions/standings.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import type { ApiOptions } from "../options.ts";
import { readAround } from "./around.ts";
import { paperDetail, listedPaper, standingOf } from "./paper-shape.ts";

type Telling = Pick<ApiOptions, "db" | "config">;

/** The papers of an edition, with their places and why they have them. */
export async function tellEntries({ db, config }: Telling, entries: readonly Entry[]) {
  const around = await readAroundOf(db, entries);
  return entries.map(({ paper, day, ...standing }) => ({
    ...listedPaper(paper, day, around(paper.id), config),
    ...standingOf(standing),
  }));
}

interface Listed {
  paper: Paper;
  /** On which it stands in the list; left out where the list is of no days. */
  day?: Day | undefined;
}

/** Papers in an order of their own. */
export async function tellListed({ db, config }: Telling, listed: readonly Listed[]) {
  const around = await readAroundOf(db, listed);
  return listed.map(({ paper, day = paper.appearances.at(-1)?.day }) =>
    listedPaper(paper, day, around(paper.id), config),
  );
}

/** The papers alone, in no list of a day. */
export async function tellFlat({ db, config }: Telling, papers: readonly Paper[]) {
  const around = await readAround(
    db,
    papers.map(({ id }) => id),
  );
  return papers.map((paper) => paperDetail(paper, around(paper.id), config));
}

async function readAroundOf(db: ApiOptions["db"], listed: readonly { paper: Paper }[]) {
  return await readAround(
    db,
    listed.map(({ paper }) => paper.id),
  );
}
