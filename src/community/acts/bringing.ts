// Bringing a paper: what a reader names is found here or looked up, and then taken.
import { findWork } from "../../catalogue/find-work.ts";
import { findPaper, listPapers } from "../../catalogue/papers.ts";
import { Forbidden, Invalid, NotFound, SourceError, TooMany } from "../../errors.ts";
import type { Paper, PaperRecord } from "../../papers/paper.ts";
import { readReference, type Reference } from "../../papers/reference.ts";
import type { Database } from "../../store/tables.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { Reader } from "../readers.ts";
import { parseSentence } from "../sentence.ts";
import { countLeft, type Quota } from "../submissions/submissions.ts";
import { saysNoMore, submitPaper } from "../submissions/submitting.ts";
import type { Acting } from "./acting.ts";

/** What was named: it is here, or can be taken. */
export type Brought = { here: Paper } | { record: PaperRecord };

interface Naming {
  reader: Reader;
  /** An identifier or an address, as typed. */
  named: string;
}

/** @throws Forbidden, Invalid, NotFound, TooMany; each with a sentence for the reader */
export async function lookUpBrought(acting: Acting, { reader, named }: Naming): Promise<Brought> {
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

interface Taking {
  reader: Reader;
  record: PaperRecord;
  /** Why, as typed; may be empty. */
  sentence: string;
  /** A keyed hash of the network that it comes from. */
  network: string;
}

/** @throws Forbidden, Invalid, NotFound */
export async function takeBrought(
  acting: Acting,
  { reader, record, sentence, network }: Taking,
): Promise<{ paper: Paper; isNew: boolean }> {
  const { db } = acting;
  const { paper, isNew } = await submitPaper(db, {
    ...quotaOf(acting, reader),
    record,
    sentence: parseSentence(sentence),
    network,
  });
  const [taken] = await listPapers(db, [paper]);
  if (!taken) throw new NotFound("This paper is gone again.");
  return { paper: taken, isNew };
}

/** Both at once. @throws Forbidden, Invalid, NotFound, TooMany */
export async function bringPaper(
  acting: Acting,
  { sentence = "", network, ...naming }: Naming & { sentence?: string; network: string },
): Promise<{ paper: Paper; isNew: boolean }> {
  parseSentence(sentence);
  const brought = await lookUpBrought(acting, naming);
  if ("here" in brought) return { paper: brought.here, isNew: false };
  return await takeBrought(acting, { ...naming, ...brought, sentence, network });
}

/** How much a reader may bring, and which edition it may join. */
export function quotaOf(
  { config, clock }: Pick<Acting, "config" | "clock">,
  reader: Reader,
): Quota & { editionsCome: boolean } {
  return { reader, perDay: config.SUBMISSIONS_PER_DAY, ...openingsOf({ config, clock }) };
}

/** What tells which edition a paper may join. */
export function openingsOf({ config, clock }: Pick<Acting, "config" | "clock">) {
  return { timeZone: config.TIME_ZONE, now: clock(), editionsCome: config.SOURCES.size > 0 };
}

/** Tomorrow there is more, unless nobody but editors may ever bring any. */
function noMore(quota: Quota): Forbidden | TooMany {
  const says = saysNoMore(quota);
  return quota.perDay === 0 ? new Forbidden(says) : new TooMany(says, 3600);
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
