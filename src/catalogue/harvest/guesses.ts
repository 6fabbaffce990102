// The feed says on which date a paper was announced; where OAI-PMH came first, the date was worked
// out and may be a day off. What the feed says holds.
import type { Identifier } from "../../papers/identifier.ts";
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";

export async function forgetGuesses(
  db: Database,
  told: readonly { day: Day; identifier: Identifier; paper: number }[],
): Promise<void> {
  if (told.length === 0) return;
  const guesses = await db
    .selectFrom("announcements")
    .select(["day", "identifier", "paper_id"])
    .where("source", "=", "arxiv-oai")
    .where(
      "identifier",
      "in",
      told.map((each) => each.identifier),
    )
    .execute();
  const days = new Map(told.map((each) => [each.identifier as string, each]));
  for (const guess of guesses) {
    const { day, paper } = days.get(guess.identifier)!;
    if (guess.day === day) continue;
    await db
      .deleteFrom("announcements")
      .where("source", "=", "arxiv-oai")
      .where("identifier", "=", guess.identifier)
      .where("day", "=", guess.day)
      .execute();
    await db
      .deleteFrom("appearances")
      .where("paper_id", "=", paper)
      .where("kind", "=", "announced")
      .where("day", "=", guess.day)
      .execute();
  }
}
