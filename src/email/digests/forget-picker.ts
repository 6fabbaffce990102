// The frozen cards of digests name who picked a paper. Of an editor who is gone they do no more; in
// letters that have been sent the name stands, as it was.
import { numbersIn } from "../../store/values-in.ts";
import { formerEditor, type Reader } from "../../community/readers.ts";
import type { Database } from "../../store/tables.ts";
import { withoutGaps } from "../letters/template.ts";
import type { Card } from "./card.ts";

/** Within a transaction, while the picks are still the reader's. */
export async function forgetPicker(db: Database, { id, name, address }: Reader): Promise<void> {
  const picked = await db
    .selectFrom("picks")
    .select("paper_id")
    .where("reader_id", "=", id)
    .execute();
  const cards = await db
    .selectFrom("cards")
    .selectAll()
    .where("paper_id", "in", numbersIn(picked.map(({ paper_id }) => paper_id)))
    .execute();
  const shown = withoutGaps(name);
  for (const { edition, paper_id, card } of cards) {
    const before = JSON.parse(card) as Card;
    if (before.picked?.name !== shown) continue;
    const { sentence } = before.picked;
    const after: Card = {
      ...before,
      why: before.why.replace(`picked by ${shown}`, () => `picked by ${formerEditor}`),
      picked: {
        name: formerEditor,
        sentence: sentence.toLowerCase().includes(address) ? "" : sentence,
      },
    };
    await db
      .updateTable("cards")
      .set({ card: JSON.stringify(after) })
      .where("edition", "=", edition)
      .where("paper_id", "=", paper_id)
      .execute();
  }
}
