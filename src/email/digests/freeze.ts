// Writes composed digests. A digest, its papers and its place in the outbox are written together or
// not at all, and one of a kind, so that a kill at any moment and another run, even at the same time,
// loses none and doubles none.
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";
import { freezeCards } from "./card.ts";
import { papersOf, type DigestContents } from "./contents.ts";
import type { Draft } from "./draft.ts";
import type { Issue } from "./issues.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { putDigestsIntoOutbox } from "../sending/outbox.ts";
import { stillSubscribed, type Round } from "./subscribers.ts";

/**
 * Writes the drafts in one transaction; leaves out whoever was served or has left since they were
 * drafted. `again` where another run has just sent one of the papers with another edition.
 */
export async function freeze(
  db: Database,
  {
    issue,
    round,
    drafts,
    letterhead,
    now,
  }: {
    issue: Issue;
    round: Round;
    drafts: readonly Draft[];
    letterhead: Letterhead;
    now: Date;
  },
): Promise<Draft[] | "again"> {
  try {
    return await db.transaction().execute(async (db) => {
      const ids = drafts.map((each) => each.subscriber.id);
      const present = await stillSubscribed(db, round, ids);
      const wanted = drafts.filter((each) => present.has(each.subscriber.id));
      const { edition } = issue.frame;
      const contents = await freezeContents(db, edition, wanted);
      await freezeCards(db, { edition, cards: cardsOf(issue, wanted) });
      const digests = await freezeDigests(db, { edition, drafts: wanted, contents, now });
      const frozen = wanted.filter((each) => digests.has(each.subscriber.id));
      await freezePapers(db, frozen, digests);
      const { cards } = issue;
      await putDigestsIntoOutbox(db, {
        letterhead,
        cards,
        now,
        digests: frozen.flatMap(({ subscriber, contents }) =>
          contents ? [{ subscriber, contents, digest: digests.get(subscriber.id)! }] : [],
        ),
      });
      return frozen;
    });
  } catch (error) {
    if (error instanceof SentMeanwhile) return "again";
    throw error;
  }
}

class SentMeanwhile extends Error {}

/** The number of each of these contents; what others have said already is not written again. */
async function freezeContents(
  db: Database,
  edition: string,
  drafts: readonly Draft[],
): Promise<Map<DigestContents, number>> {
  const numbers = new Map<DigestContents, number>();
  const known = new Map<string, number>();
  for (const { contents } of drafts) {
    if (!contents) continue;
    const written = JSON.stringify(contents);
    const hash = createHash("sha256").update(written).digest("base64url");
    let number = known.get(hash);
    if (number === undefined) {
      const { id } = await db
        .insertInto("digest_contents")
        .values({ edition, hash, contents: written })
        // Says the number of the row that is there.
        .onConflict((conflict) => conflict.columns(["edition", "hash"]).doUpdateSet({ hash }))
        .returning("id")
        .executeTakeFirstOrThrow();
      number = id;
      known.set(hash, number);
    }
    numbers.set(contents, number);
  }
  return numbers;
}

function cardsOf({ cards }: Issue, drafts: readonly Draft[]) {
  const papers = new Set(drafts.flatMap(({ contents }) => (contents ? papersOf(contents) : [])));
  return [...papers].map((paper) => cards.get(paper)!);
}

/** The digests that were not there, by subscription. */
async function freezeDigests(
  db: Database,
  {
    edition,
    drafts,
    contents,
    now,
  }: {
    edition: string;
    drafts: readonly Draft[];
    contents: ReadonlyMap<DigestContents, number>;
    now: Date;
  },
): Promise<Map<number, number>> {
  const rows = drafts.map(({ subscriber, contents: said }) => [
    subscriber.id,
    said ? contents.get(said)! : null,
    said ? said.entries.length : 0,
  ]);
  const inserted = await sql<{ id: number; subscription: number }>`
    insert into digests (subscription_id, edition, contents_id, papers, created_at)
    select value ->> 0, ${edition}, value ->> 1, value ->> 2, ${now.toISOString()}
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (edition, subscription_id) do nothing
    returning id, subscription_id as subscription
  `.execute(db);
  return new Map(inserted.rows.map(({ id, subscription }) => [subscription, id]));
}

async function freezePapers(
  db: Database,
  drafts: readonly Draft[],
  digests: ReadonlyMap<number, number>,
): Promise<void> {
  const rows = drafts.flatMap(({ subscriber, contents, again }) =>
    (contents ? papersOf(contents) : []).map((paper) => [
      subscriber.id,
      paper,
      digests.get(subscriber.id)!,
      again.has(paper) ? 1 : 0,
    ]),
  );
  const { numAffectedRows } = await sql`
    insert into digest_papers (subscription_id, paper_id, digest_id)
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(rows)})
    where value ->> 3 = 0
    on conflict do nothing
  `.execute(db);
  const fresh = rows.filter(([, , , again]) => again === 0);
  if (Number(numAffectedRows) !== fresh.length) throw new SentMeanwhile();
  for (const [subscription, paper, digest] of rows.filter(([, , , again]) => again === 1)) {
    await db
      .updateTable("digest_papers")
      .set({ digest_id: digest! })
      .where("subscription_id", "=", subscription!)
      .where("paper_id", "=", paper!)
      .execute();
  }
}
