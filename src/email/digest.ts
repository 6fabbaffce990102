// Composes an edition for every confirmed address and freezes it in the outbox.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Day } from "../papers/period.ts";
import type { Judges } from "../ranking/judgements.ts";
import type { Database } from "../store/tables.ts";
import { writeDigest, type Subscriber } from "./digest-message.tsx";
import { freeze, type Draft } from "./freeze.ts";
import { chooseIssues, readCards, type CountParts, type Issue } from "./issues.ts";
import type { Letterhead } from "./letterhead.ts";
import { progressLine } from "./progress.ts";
import { countSubscribers, listSubscribers } from "./subscribers.ts";
import { pickUnsent } from "./unsent.ts";

export interface DigestOptions {
  letterhead: Letterhead;
  /** The edition to compose; by default the newest day with papers, if it is new enough. */
  day?: Day | undefined;
  today: Day;
  /** An edition whose announcement is still to come; one that is older is composed meanwhile. */
  awaited?: Day | undefined;
  now: Date;
  /** The editor's model. */
  judge: Judges;
  /** How many papers each section has; left out, the mails do not say. */
  countParts?: CountParts | undefined;
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
    const subscribers = await listSubscribers(db, issue, { after, limit: batchSize });
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
  const { period, sample, standings, parts } = issue;
  const drafts: Draft[] = [];
  for (const subscriber of subscribers) {
    const cards = (picks.get(subscriber.id) ?? []).flatMap((paper) => issue.cards.get(paper) ?? []);
    const contents = {
      letterhead,
      period,
      sample,
      total: standings.length,
      cards,
      parts,
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
