// Taking a paper that a reader brings: into the catalogue, the newest edition, and with the reader's
// own vote, all of it or nothing.
import { addAppearances, findNewestDay } from "../../catalogue/appearances.ts";
import { findWork } from "../../catalogue/find-work.ts";
import { saveWithin } from "../../catalogue/save-papers.ts";
import { Invalid } from "../../errors.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { addDays, dayIn, type Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { isClosed } from "../closed-days.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import { countLeft, type Quota } from "./submissions.ts";
import { castVote } from "../votes/votes.ts";

export interface Submitting extends Quota {
  record: PaperRecord;
  sentence: string;
  /** A keyed hash of the network that it comes from. */
  network: string;
  /** Whether editions come by themselves, from a source. */
  editionsCome: boolean;
}

export interface Submitted {
  /** The number of the paper. */
  paper: number;
  /** False where it was here already, perhaps since a moment ago; then nothing was changed. */
  isNew: boolean;
}

/** @throws Forbidden, and Invalid when the reader may bring no more today, or no edition is open. */
export async function submitPaper(
  db: Database,
  { record, sentence, network, editionsCome, ...quota }: Submitting,
): Promise<Submitted> {
  const { reader, timeZone, now } = quota;
  return await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader: reader.id, now });
    const known = await findWork(db, record);
    if (known !== undefined) return { paper: known, isNew: false };
    if ((await countLeft(db, quota)) < 1) throw new Invalid(saysNoMore(quota));
    const { id: paper } = (await saveWithin(db, [record], { now }))[0]!;
    const day = await findOpenDay(db, { timeZone, now, editionsCome });
    if (day === undefined) throw new Invalid(saysAllClosed);
    await db
      .insertInto("submissions")
      .values({ paper_id: paper, reader_id: reader.id, day, sentence, at: now.toISOString() })
      .execute();
    await addAppearances(db, [{ paper_id: paper, day, kind: "featured", source: null }]);
    await castVote(db, { reader: reader.id, paper, up: true, network, now });
    return { paper, isNew: true };
  });
}

/** In words for the reader. */
export function saysNoMore({ perDay }: Pick<Quota, "perDay">): string {
  if (perDay === 0) return "On this site, editors alone bring papers.";
  const papers = perDay === 1 ? "a paper" : `${perDay} papers`;
  return `You have brought ${papers} today, which is all for one day. You can bring more tomorrow.`;
}

/** An edition older than this is no longer today's paper, even after the longest holidays. */
const freshDays = 7;

/** Nobody's paper makes the edition of a day that has not come. */
export const saysAllClosed =
  "Today’s edition is closed, so no paper can join it. Bring it tomorrow.";

/**
 * The edition that a paper goes into: the newest one, which is the front page, so that nobody's paper
 * makes an edition of its own at a weekend or in the hours before arXiv announces. Where that is
 * closed, nothing is gathered, or nothing came for a week, it is the edition of today.
 * @returns `undefined` where that is closed too.
 */
export async function findOpenDay(
  db: Database,
  { timeZone, now, editionsCome }: Pick<Submitting, "timeZone" | "now" | "editionsCome">,
): Promise<Day | undefined> {
  const today = dayIn(timeZone, now);
  const newest = await findNewestDay(db);
  const isFresh = newest !== undefined && newest >= addDays(today, -freshDays);
  // One that was announced may bear the date of tomorrow.
  const isNext = newest !== undefined && (newest > today || (editionsCome && isFresh));
  if (isNext && !(await isClosed(db, newest))) return newest;
  return (await isClosed(db, today)) ? undefined : today;
}
