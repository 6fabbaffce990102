// Composes an edition for every confirmed address and freezes it in the outbox. A digest, its papers
// and its message are written together or not at all, and one of a kind, so that a kill at any
// moment and another run, even at the same time, loses none and doubles none.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { writeDigest, type Subscriber } from "./digest-message.tsx";
import { chooseIssues, readCards, type Issue } from "./issues.ts";
import type { Letterhead } from "./letterhead.ts";
import type { Letter } from "./message.ts";
import { putIntoOutbox } from "./outbox.ts";
import { progressLine } from "./progress.ts";
import { pickUnsent } from "./unsent.ts";

export interface DigestOptions {
  letterhead: Letterhead;
  /** The edition to compose; by default the newest day with papers, if it is new enough. */
  day?: Day | undefined;
  today: Day;
  now: Date;
  /** Does the same work and writes nothing. */
  dryRun?: boolean;
  onProgress?: ((line: string) => void) | undefined;
  /** Told of each mail. */
  onComposed?: ((mail: ComposedMail) => void) | undefined;
}

export interface ComposedMail {
  address: string;
  /** `2026-03-27` or `2026-W13` */
  edition: string;
  subject: string;
  papers: number;
}

export interface DigestReceipt {
  /** The editions that were composed, with all their papers. */
  editions: { edition: string; papers: number }[];
  composed: number;
  /** Subscriptions that were sent every paper of the edition before. */
  nothingNew: number;
  alreadyComposed: number;
}

/** Subscriptions at a time: what is in memory, and what one commit holds. */
const batchSize = 50;

export async function composeDigests(db: Database, options: DigestOptions): Promise<DigestReceipt> {
  const issues = await chooseIssues(db, options);
  const receipt: DigestReceipt = {
    editions: issues.map(({ period, standings }) => ({
      edition: period.key,
      papers: standings.length,
    })),
    composed: 0,
    nothingNew: 0,
    alreadyComposed: 0,
  };
  for (const issue of issues) await composeIssue(db, issue, receipt, options);
  return receipt;
}

async function composeIssue(
  db: Database,
  issue: Issue,
  receipt: DigestReceipt,
  options: DigestOptions,
): Promise<void> {
  const { onProgress, onComposed, dryRun = false } = options;
  const began = performance.now();
  const { waiting, served } = await countSubscribers(db, issue);
  receipt.alreadyComposed += served;
  let done = 0;
  let after = 0;
  for (;;) {
    const subscribers = await listSubscribers(db, issue, after);
    if (subscribers.length === 0) return;
    const drafts = await draft(db, issue, subscribers, options);
    const frozen = dryRun ? drafts : await freeze(db, issue, drafts, options.now);
    if (frozen === "again") continue;
    receipt.alreadyComposed += drafts.length - frozen.length;
    for (const { subscriber, letter, papers } of frozen) {
      if (!letter) {
        receipt.nothingNew++;
        continue;
      }
      receipt.composed++;
      const { subject } = letter;
      const { address } = subscriber;
      onComposed?.({ address, edition: issue.period.key, subject, papers: papers.length });
    }
    after = subscribers.at(-1)!.id;
    done += subscribers.length;
    onProgress?.(progressLine({ done, total: waiting, verb: "composed", began }));
  }
}

/** One digest before it is written; without a letter where nothing is new. */
interface Draft {
  subscriber: Subscriber;
  papers: number[];
  letter: Letter | undefined;
}

async function draft(
  db: Database,
  issue: Issue,
  subscribers: readonly Subscriber[],
  { letterhead, now }: DigestOptions,
): Promise<Draft[]> {
  const picks = await pickUnsent(db, {
    papers: issue.standings.map((each) => each.candidate.id),
    subscriptions: subscribers.map((each) => each.id),
    limit: letterhead.digestPapers,
  });
  await readCards(db, issue, { papers: new Set([...picks.values()].flat()), letterhead });
  const { period, sample, standings } = issue;
  const drafts: Draft[] = [];
  for (const subscriber of subscribers) {
    const cards = (picks.get(subscriber.id) ?? []).flatMap((paper) => issue.cards.get(paper) ?? []);
    const contents = {
      letterhead,
      period,
      sample,
      total: standings.length,
      cards,
      subscriber,
      now,
    };
    drafts.push({
      subscriber,
      papers: cards.map((card) => card.paper),
      letter: cards.length > 0 ? await writeDigest(contents) : undefined,
    });
    // The server answers pages meanwhile.
    await nextTurn();
  }
  return drafts;
}

/**
 * Writes the drafts in one transaction; leaves out whoever was served or has left since they were
 * drafted. `again` where another run has just sent one of the papers with another edition.
 */
async function freeze(
  db: Database,
  issue: Issue,
  drafts: readonly Draft[],
  now: Date,
): Promise<Draft[] | "again"> {
  try {
    return await db.transaction().execute(async (db) => {
      const present = await stillPresent(db, issue, drafts);
      const frozen: Draft[] = [];
      for (const each of drafts) {
        if (!present.has(each.subscriber.id)) continue;
        if (await freezeOne(db, issue, each, now)) frozen.push(each);
      }
      return frozen;
    });
  } catch (error) {
    if (error instanceof SentMeanwhile) return "again";
    throw error;
  }
}

class SentMeanwhile extends Error {}

async function freezeOne(
  db: Database,
  { period }: Issue,
  { subscriber, papers, letter }: Draft,
  now: Date,
): Promise<boolean> {
  const digest = await db
    .insertInto("digests")
    .values({
      subscription_id: subscriber.id,
      edition: period.key,
      papers: papers.length,
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(["edition", "subscription_id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!digest) return false;
  if (!letter) return true;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("digest_papers")
    .values(
      papers.map((paper) => ({
        subscription_id: subscriber.id,
        paper_id: paper,
        digest_id: digest.id,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) !== papers.length) throw new SentMeanwhile();
  await putIntoOutbox(db, {
    kind: "digest",
    subscription: subscriber.id,
    digest: digest.id,
    letter,
    now,
  });
  return true;
}

/** Confirmed addresses that want this kind of edition. */
function subscribersOf(db: Database, { frequency }: Issue) {
  return db
    .selectFrom("subscriptions")
    .where("status", "=", "confirmed")
    .where("frequency", "=", frequency);
}

async function stillPresent(
  db: Database,
  issue: Issue,
  drafts: readonly Draft[],
): Promise<Set<number>> {
  const ids = drafts.map((each) => each.subscriber.id);
  const rows = await subscribersOf(db, issue).select("id").where("id", "in", ids).execute();
  return new Set(rows.map((row) => row.id));
}

/** Those who have not been served, in the order of their numbers. */
async function listSubscribers(db: Database, issue: Issue, after: number): Promise<Subscriber[]> {
  return await subscribersOf(db, issue)
    .leftJoin("digests", (join) =>
      join
        .onRef("digests.subscription_id", "=", "subscriptions.id")
        .on("digests.edition", "=", issue.period.key),
    )
    .where("digests.id", "is", null)
    .where("subscriptions.id", ">", after)
    .orderBy("subscriptions.id")
    .limit(batchSize)
    .select([
      "subscriptions.id",
      "subscriptions.address",
      "subscriptions.address_key as addressKey",
      "subscriptions.frequency",
      "subscriptions.confirmed_at as confirmedAt",
    ])
    .execute();
}

async function countSubscribers(
  db: Database,
  issue: Issue,
): Promise<{ waiting: number; served: number }> {
  const { all, served } = await subscribersOf(db, issue)
    .leftJoin("digests", (join) =>
      join
        .onRef("digests.subscription_id", "=", "subscriptions.id")
        .on("digests.edition", "=", issue.period.key),
    )
    .select((select) => [
      select.fn.countAll<number>().as("all"),
      select.fn.count<number>("digests.id").as("served"),
    ])
    .executeTakeFirstOrThrow();
  return { waiting: all - served, served };
}
