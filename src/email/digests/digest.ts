// Composes an edition for every confirmed address and freezes it in the outbox.
import { setImmediate as nextTurn } from "node:timers/promises";
import { easternDay } from "../../papers/announcement-calendar.ts";
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { listCards } from "./card.ts";
import { subjectOf } from "./subject.ts";
import { draftDigests } from "./draft.ts";
import { freeze } from "./freeze.ts";
import { planIssues, readIssue, type Issue, type Planned, type Reading } from "./issues.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { progressLine } from "../sending/progress.ts";
import { countSubscribers, listHoursDue, listSubscribers, type Round } from "./subscribers.ts";
import { listSuppressed, type Keeper } from "../subscriptions/suppression.ts";

export interface DigestOptions extends Reading {
  letterhead: Letterhead;
  keeper: Keeper;
  /** The edition to compose; by default the newest day with papers, if it is new enough. */
  day?: Day | undefined;
  /** An edition whose announcement is still to come; one that is older is composed meanwhile. */
  awaited?: Day | undefined;
  now: Date;
  /** Only for those whose hour has come. */
  dueOnly?: boolean | undefined;
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
  /** Subscriptions for which nothing is in the edition that they were not sent before. */
  nothingNew: number;
  alreadyComposed: number;
  /** Addresses that left, bounced or complained, whatever their subscription says. */
  suppressed: number;
}

/** Subscriptions at a time: what is in memory, and what one commit holds. */
const batchSize = 400;
const noPapers: ReadonlySet<number> = new Set();

export async function composeDigests(db: Database, options: DigestOptions): Promise<DigestReceipt> {
  const receipt: DigestReceipt = {
    editions: [],
    composed: 0,
    nothingNew: 0,
    alreadyComposed: 0,
    suppressed: 0,
  };
  // West of New York it is still yesterday when an edition comes.
  const newest = [options.today, easternDay(options.now)].toSorted().at(-1);
  for (const planned of await planIssues(db, { ...options, newest })) {
    await composeIssue(db, planned, receipt, options);
  }
  return receipt;
}

async function composeIssue(
  db: Database,
  planned: Planned,
  receipt: DigestReceipt,
  options: DigestOptions,
): Promise<void> {
  const round = await roundOf(db, planned, options);
  const { waiting, served } = await countSubscribers(db, round);
  // Ranking is work, and most of the time nobody's hour has come.
  if (options.dueOnly && waiting === 0) return;
  const issue = await readIssue(db, planned, options);
  // The sample is mailed only where its day is asked for.
  if (!issue || (issue.frame.sample && !options.day)) return;
  // Whoever is served later gets the papers as the first did.
  for (const [paper, card] of await listCards(db, round.edition)) issue.cards.set(paper, card);
  receipt.editions.push({ edition: issue.frame.edition, papers: issue.frame.total });
  receipt.alreadyComposed += served;
  await composeRound(db, issue, { round, waiting }, receipt, options);
}

async function roundOf(
  db: Database,
  { period, lastDay, frequencies }: Planned,
  { today, now, letterhead, dueOnly = false }: DigestOptions,
): Promise<Round> {
  const hours = dueOnly ? await listHoursDue(db, { letterhead, day: lastDay, now }) : undefined;
  return { edition: period.key, frequencies, today, hours };
}

async function composeRound(
  db: Database,
  issue: Issue,
  { round, waiting }: { round: Round; waiting: number },
  receipt: DigestReceipt,
  { letterhead, keeper, now, dryRun = false, onProgress, onComposed }: DigestOptions,
): Promise<void> {
  const began = performance.now();
  let done = 0;
  let after = 0;
  for (;;) {
    const subscribers = await listSubscribers(db, round, { after, limit: batchSize });
    if (subscribers.length === 0) return;
    const suppressed = await listSuppressed(
      db,
      keeper,
      subscribers.map((each) => each.addressKey),
    );
    const reachable = subscribers.filter((each) => !suppressed.has(each.addressKey));
    const unreachable = subscribers.filter((each) => suppressed.has(each.addressKey));
    const drafts = [
      ...(await draftDigests(db, issue, reachable, letterhead)),
      // They are asked about no more for this edition.
      ...unreachable.map((subscriber) => ({ subscriber, contents: undefined, again: noPapers })),
    ];
    // The server answers pages meanwhile.
    await nextTurn();
    const frozen = dryRun ? drafts : await freeze(db, { issue, round, drafts, letterhead, now });
    if (frozen === "again") continue;
    receipt.alreadyComposed += drafts.length - frozen.length;
    for (const { subscriber, contents } of frozen) {
      if (!contents) {
        if (suppressed.has(subscriber.addressKey)) receipt.suppressed++;
        else receipt.nothingNew++;
        continue;
      }
      receipt.composed++;
      onComposed?.({
        address: subscriber.address,
        edition: contents.edition,
        subject: subjectOf(contents, issue.cards),
        papers: contents.entries.length,
      });
    }
    after = subscribers.at(-1)!.id;
    done += subscribers.length;
    onProgress?.(progressLine({ done, total: waiting, verb: "composed", began }));
  }
}
