// The letter that a subscription would get now, of the newest edition: what was sent before counts,
// but not what came with that edition itself.
import type { Reader } from "../../community/readers.ts";
import { findNewestEdition } from "../../editions/edition.ts";
import type { Database } from "../../store/tables.ts";
import { draftDigests } from "./draft.ts";
import { planIssues, readIssue, type Reading } from "./issues.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { openPress } from "../letters/press.ts";
import type { ReadableDigest } from "./read-digest.ts";
import { subjectOf } from "./subject.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import type { Wish } from "../subscriptions/wish.ts";

export interface PreviewOptions extends Reading {
  letterhead: Letterhead;
  wish: Wish;
  /** Whose it is; else of somebody who was sent nothing yet. */
  subscription?: Subscription | undefined;
  /** Whoever looks and has an account. */
  reader?: Reader | undefined;
  now: Date;
}

const nobody = { id: 0, addressKey: "", address: "you@university.edu", channel: "mail" as const };

/** `undefined` where nothing would be sent. */
export async function previewDigest(
  db: Database,
  { letterhead, wish, subscription, reader, now, ...reading }: PreviewOptions,
): Promise<ReadableDigest | undefined> {
  // Of whatever age it is: somebody wants to see how it looks.
  const newest = await findNewestEdition(db, { until: reading.today });
  if (newest === undefined) return undefined;
  const planned = await planIssues(db, { ...reading, day: newest });
  const wanted = planned.find(({ frequencies }) => frequencies.includes(wish.frequency));
  const issue = wanted && (await readIssue(db, wanted, reading));
  if (!issue) return undefined;
  const confirmedAt = subscription?.confirmedAt ?? now.toISOString();
  const subscriber = { ...(subscription ?? nobody), wish, confirmedAt };
  const preview = { account: subscription?.address ?? reader?.address };
  const [draft] = await draftDigests(db, issue, [subscriber], { ...letterhead, preview });
  if (!draft?.contents) return undefined;
  const controls = subscription !== undefined;
  const print = openPress(letterhead, { controls });
  const sheet = { contents: draft.contents, cards: issue.cards, addressee: subscriber };
  return {
    edition: issue.frame.edition,
    subject: subjectOf(draft.contents, issue.cards),
    papers: draft.contents.entries.length,
    ...print(sheet),
  };
}
