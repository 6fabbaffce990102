// Submitting a paper: what a reader names is found here or looked up, and then taken: into the catalogue,
// the newest edition, and with the reader's own vote, all of it or nothing.
import { addAppearances } from "../../catalogue/appearances.ts";
import { findWork } from "../../catalogue/find-work.ts";
import type { LookUpPaper } from "../../catalogue/look-up-paper.ts";
import { findPaper, listPapers } from "../../catalogue/papers.ts";
import { saveWithin } from "../../catalogue/save-papers.ts";
import type { Config } from "../../config.ts";
import { Forbidden, Invalid, NotFound, SourceError, TooMany } from "../../errors.ts";
import type { Paper, PaperRecord } from "../../papers/paper.ts";
import { readReference, type Reference } from "../../papers/reference.ts";
import type { Database } from "../../store/tables.ts";
import type { Acting } from "../acting.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { Reader } from "../readers.ts";
import { parseSentence } from "../sentence.ts";
import { castVote } from "../votes/votes.ts";
import { findOpenDay, saysAllClosed } from "./open-day.ts";
import { countLeft, noMore, quotaOf } from "./quota.ts";

interface Taking extends Acting {
  config: Config;
}

interface Submitting extends Taking {
  lookUp: LookUpPaper;
}

/** What was named: it is here, or can be taken. */
export type Submittable = { here: Paper } | { record: PaperRecord };

interface Naming {
  reader: Reader;
  /** An identifier or an address, as typed. */
  named: string;
}

/** @throws Forbidden, Invalid, NotFound, TooMany; each with a sentence for the reader */
export async function lookUpSubmission(
  acting: Submitting,
  { reader, named }: Naming,
): Promise<Submittable> {
  const { db, limits, lookUp, clock } = acting;
  await demandVoice(db, { reader: reader.id, now: clock() });
  const quota = quotaOf(acting, reader);
  if ((await countLeft(db, quota)) < 1) throw noMore(quota);
  const reference = readReference(named);
  if (!reference) throw new Invalid(saysUnread(named));
  const known = await findKnown(db, reference);
  if (known) return { here: known };
  await limits.submit(reader.id);
  const record = await lookUp(reference, reader.id).catch(explain);
  const number = await findWork(db, record);
  const [here] = number === undefined ? [] : await listPapers(db, [number]);
  return here ? { here } : { record };
}

interface Submission {
  reader: Reader;
  record: PaperRecord;
  /** Why, as typed; may be empty. */
  sentence: string;
  /** A keyed hash of the network that it comes from. */
  network: string;
}

interface Submitted {
  paper: Paper;
  /** False where it was here already, perhaps since a moment ago; then nothing was changed. */
  isNew: boolean;
}

/** @throws Forbidden, also where no edition is open; Invalid, NotFound, TooMany; each with a sentence for the reader */
export async function takeSubmission(
  acting: Taking,
  { sentence: written, ...submission }: Submission,
): Promise<Submitted> {
  const { db } = acting;
  const sentence = parseSentence(written);
  const { number, isNew } = await save(acting, { ...submission, sentence });
  const [paper] = await listPapers(db, [number]);
  if (!paper) throw new NotFound("This paper is gone again.");
  return { paper, isNew };
}

/** Both at once. @throws Forbidden, Invalid, NotFound, TooMany */
export async function submitPaper(
  acting: Submitting,
  { sentence = "", network, ...naming }: Naming & { sentence?: string; network: string },
): Promise<Submitted> {
  parseSentence(sentence);
  const found = await lookUpSubmission(acting, naming);
  if ("here" in found) return { paper: found.here, isNew: false };
  return await takeSubmission(acting, { ...naming, ...found, sentence, network });
}

async function save(
  acting: Taking,
  { reader, record, sentence, network }: Submission,
): Promise<{ number: number; isNew: boolean }> {
  const now = acting.clock();
  const quota = quotaOf(acting, reader);
  return await acting.db.transaction().execute(async (db) => {
    await demandVoice(db, { reader: reader.id, now });
    const known = await findWork(db, record);
    if (known !== undefined) return { number: known, isNew: false };
    if ((await countLeft(db, quota)) < 1) throw noMore(quota);
    const { id: paper } = (await saveWithin(db, [record], { now }))[0]!;
    const day = await findOpenDay(db, acting);
    if (day === undefined) throw new Forbidden(saysAllClosed);
    await db
      .insertInto("submissions")
      .values({ paper_id: paper, reader_id: reader.id, day, sentence, at: now.toISOString() })
      .execute();
    await addAppearances(db, [{ paper_id: paper, day, kind: "featured", source: null }]);
    await castVote(db, { reader: reader.id, paper, up: true, network, now });
    return { number: paper, isNew: true };
  });
}

async function findKnown(db: Database, reference: Reference): Promise<Paper | undefined> {
  if (!("identifier" in reference)) return undefined;
  const paper = await findPaper(db, reference.identifier);
  return paper?.sample ? undefined : paper;
}

function saysUnread(named: string): string {
  return named.trim() === ""
    ? "Type or paste what names the paper."
    : "That is no identifier and no address. An arXiv identifier looks like 2310.07896, a DOI begins with 10., an address with https://.";
}

/** Whoever was asked could not tell, which is no fault of ours. */
function explain(error: unknown): never {
  if (!(error instanceof SourceError)) throw error;
  if (error.trouble === "busy") throw new TooMany(error.message, 60);
  throw new Invalid(
    `${error.message} Nothing is lost: try again later, or give another address of the paper.`,
    { cause: error },
  );
}
