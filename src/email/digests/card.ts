// One paper as the digests of an edition show it: frozen with the first of them, so that every
// attempt to send one, and its page, say the same.
import { createHash } from "node:crypto";
import { readingMinutes } from "../../editions/handful.ts";
import { readEntries, type Entry, type Standing } from "../../editions/standings.ts";
import type { Identifier } from "../../papers/identifier.ts";
import { opening } from "../../papers/opening.ts";
import { namedAuthors } from "../../papers/named-authors.ts";
import { primaryCategory } from "../../papers/paper.ts";
import { mainReasons, pickAmong, speaks } from "../../ranking/reason.ts";
import type { Database } from "../../store/tables.ts";
import { safeUrl } from "../letters/mail-links.ts";
import { withoutGaps } from "../letters/template.ts";

export interface Card {
  paper: number;
  identifier: Identifier;
  /** In TeX, as are the summary and the names. */
  title: string;
  authors: string[];
  moreAuthors: number;
  category: string | undefined;
  summary: string;
  why: string;
  /** Whether that is a reason to read it, and not that nothing speaks for it. */
  speaks: boolean;
  /** Who put it on top, and why. */
  picked?: { name: string; sentence: string };
  votes: number;
  codeUrl: string | undefined;
  projectUrl: string | undefined;
  version: number | null;
  withdrawn: boolean;
  /** Tells one abstract from another. */
  abstractHash: string;
  /** To read title and abstract. */
  minutes: number;
}

function makeCard({ paper, reasons }: Entry): Card {
  const { names, more } = namedAuthors(paper.authors);
  const pick = pickAmong(reasons);
  return {
    paper: paper.id,
    identifier: paper.identifier,
    title: withoutGaps(paper.title),
    authors: names.map((name) => withoutGaps(name).slice(0, 80)),
    moreAuthors: more,
    category: primaryCategory(paper),
    // The ellipsis never stands alone on a line.
    summary: withoutGaps(opening(paper.abstract)).replace(/ …$/, "\u00a0…"),
    why: withoutGaps(mainReasons(reasons).join(" · ")),
    speaks: reasons.some(speaks),
    ...(pick && {
      picked: { name: withoutGaps(pick.name), sentence: withoutGaps(pick.sentence) },
    }),
    votes: paper.upvotes,
    codeUrl: safeUrl(paper.codeUrl),
    projectUrl: safeUrl(paper.projectUrl),
    version: paper.version,
    withdrawn: paper.withdrawn,
    abstractHash: createHash("sha256").update(paper.abstract).digest("base64url").slice(0, 12),
    minutes: readingMinutes(paper),
  };
}

/** Those of these papers that are still there. */
export async function makeCards(db: Database, standings: readonly Standing[]): Promise<Card[]> {
  return (await readEntries(db, standings)).map(makeCard);
}

export async function freezeCards(
  db: Database,
  { edition, cards }: { edition: string; cards: readonly Card[] },
): Promise<void> {
  if (cards.length === 0) return;
  await db
    .insertInto("cards")
    .values(cards.map((card) => ({ edition, paper_id: card.paper, card: JSON.stringify(card) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** All cards of an edition, by paper. */
export async function listCards(db: Database, edition: string): Promise<Map<number, Card>> {
  const rows = await db
    .selectFrom("cards")
    .select(["paper_id", "card"])
    .where("edition", "=", edition)
    .execute();
  return new Map(rows.map(({ paper_id, card }) => [paper_id, JSON.parse(card) as Card]));
}

/** What has changed from one card of a paper to a later one, in words; nothing where nothing has. */
export function changeBetween(before: Card, after: Card): string | undefined {
  if (after.withdrawn && !before.withdrawn) return "Withdrawn since you got it.";
  if ((after.version ?? 0) <= (before.version ?? 0)) return undefined;
  const changes = [
    after.title !== before.title && "another title",
    after.abstractHash !== before.abstractHash && "another abstract",
  ].filter((each) => each !== false);
  const what = changes.length > 0 ? `, with ${changes.join(" and ")}` : "";
  return `Version ${after.version} now${what}; you got version ${before.version ?? 1}.`;
}
