// Writes composed digests. A digest, its papers and its message are written together or not at all,
// and one of a kind, so that a kill at any moment and another run, even at the same time, loses none
// and doubles none.
import type { Database } from "../store/tables.ts";
import type { Subscriber } from "./digest-message.tsx";
import type { Issue } from "./issues.ts";
import type { Letter } from "./message.ts";
import { putIntoOutbox } from "./outbox.ts";
import { stillSubscribed } from "./subscribers.ts";

/** One digest before it is written; without a letter where nothing is new. */
export interface Draft {
  subscriber: Subscriber;
  papers: number[];
  letter: Letter | undefined;
}

/**
 * Writes the drafts in one transaction; leaves out whoever was served or has left since they were
 * drafted. `again` where another run has just sent one of the papers with another edition.
 */
export async function freeze(
  db: Database,
  issue: Issue,
  drafts: readonly Draft[],
  now: Date,
): Promise<Draft[] | "again"> {
  try {
    return await db.transaction().execute(async (db) => {
      const ids = drafts.map((each) => each.subscriber.id);
      const present = await stillSubscribed(db, issue, ids);
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
