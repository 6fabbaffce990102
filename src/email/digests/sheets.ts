// Reads digests as they were frozen.
import { CompiledQuery } from "kysely";
import type { Database } from "../../store/tables.ts";
import { listCards, type Card } from "./card.ts";
import { papersOf, type DigestContents } from "./contents.ts";
import type { Addressee, Sheet } from "../letters/press.ts";

export interface Sheets {
  /** `undefined` where it was tidied away. */
  find: (digest: number) => Promise<Sheet | undefined>;
}

/** What many digests share is read once; of contents, the last so many are kept. */
const mostContents = 500;
const mostEditions = 8;

// Written out, as are those of the outbox.
const addresseeOf = `select subscriptions.id, address, address_key as addressKey,
    confirmed_at as confirmedAt, contents_id as said
  from digests join subscriptions on subscriptions.id = subscription_id where digests.id = ?`;

export function openSheets(db: Database): Sheets {
  const contentsKept = new Map<number, DigestContents>();
  const cardsKept = new Map<string, Map<number, Card>>();

  async function findContents(id: number): Promise<DigestContents | undefined> {
    const known = contentsKept.get(id);
    if (known) return known;
    const row = await db
      .selectFrom("digest_contents")
      .select("contents")
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) return undefined;
    if (contentsKept.size >= mostContents) contentsKept.clear();
    const contents = JSON.parse(row.contents) as DigestContents;
    contentsKept.set(id, contents);
    return contents;
  }

  /** An edition gets more cards while it is composed. */
  async function getCards(contents: DigestContents): Promise<Map<number, Card>> {
    const { edition } = contents;
    const known = cardsKept.get(edition);
    if (known && papersOf(contents).every((paper) => known.has(paper))) return known;
    if (cardsKept.size >= mostEditions) cardsKept.clear();
    const cards = await listCards(db, edition);
    cardsKept.set(edition, cards);
    return cards;
  }

  return {
    async find(digest) {
      const { rows } = await db.executeQuery<Addressee & { said: number | null }>(
        CompiledQuery.raw(addresseeOf, [digest]),
      );
      const [row] = rows;
      if (!row || row.said === null) return undefined;
      const { said, ...addressee } = row;
      const contents = await findContents(said);
      if (!contents) return undefined;
      return { contents, cards: await getCards(contents), addressee };
    },
  };
}
