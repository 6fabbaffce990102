// What each of some subscribers gets of an edition: the first papers of their order that they were
// not sent before, as many as they want.
import { listHidersAmong } from "../../community/mutes.ts";
import type { Database } from "../../store/tables.ts";
import { changeBetween, listCards, type Card } from "./card.ts";
import type { DigestContents, DigestEntry } from "./contents.ts";
import { mostIn } from "../../editions/handful.ts";
import { readCards, type Issue } from "./issues.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { listLessLikeOf } from "../subscriptions/less-like.ts";
import { orderFor, type Order } from "./order.ts";
import { listSent } from "./sent-papers.ts";
import type { Subscriber } from "./subscribers.ts";
import { rhythm, type Wish } from "../subscriptions/wish.ts";

/** One digest before it is written; without contents where nothing is new. */
export interface Draft {
  subscriber: Subscriber;
  contents: DigestContents | undefined;
  /** Of the papers in it, those that the reader was sent in an earlier form. */
  again: ReadonlySet<number>;
}

/** How many titles there are of what stands next. */
const mostTitles = 3;

/** What is left of an order, while it is gone through. */
interface Wanting {
  subscriber: Subscriber;
  order: Order;
  at: number;
  entries: DigestEntry[];
  more: number[];
  again: Set<number>;
  minutesLeft: number;
}

/** What the instance has for those who chose neither length nor hour. */
export interface DraftOptions extends Pick<Letterhead, "digestPapers" | "hour" | "timeZone"> {
  /** As if this edition had not been sent yet, and by what the account of that address follows. */
  preview?: { account: string | undefined };
}

export async function draftDigests(
  db: Database,
  issue: Issue,
  subscribers: readonly Subscriber[],
  options: DraftOptions,
): Promise<Draft[]> {
  const less = await listLessLikeOf(
    db,
    subscribers.map((each) => each.id),
  );
  const accountOf = ({ address }: Subscriber) => (options.preview ?? { account: address }).account;
  const hiders = await listHidersAmong(
    db,
    subscribers.flatMap((each) => accountOf(each) ?? []),
  );
  const all: Wanting[] = [];
  for (const subscriber of subscribers) {
    const { id, wish } = subscriber;
    const account = accountOf(subscriber);
    const hider = account === undefined ? undefined : hiders.get(account);
    const order = await orderFor(db, issue, { wish, account, hider, less: less.get(id) ?? [] });
    const minutesLeft = wish.minutes ?? Infinity;
    all.push({ subscriber, order, at: 0, entries: [], more: [], again: new Set(), minutesLeft });
  }
  // The heads of the orders first: a week has thousands of papers, and a digest takes a dozen.
  const { digestPapers, preview } = options;
  let size = 3 * digestPapers;
  for (let open = all; open.length > 0; size *= 2) {
    await goThrough(db, issue, open, { size, digestPapers, preview });
    open = open.filter((each) => each.at < each.order.papers.length && !isFull(each, digestPapers));
  }
  return all.map(({ subscriber, entries, more, again }) => ({
    subscriber,
    contents:
      entries.length > 0
        ? contentsOf(issue, subscriber.wish, {
            rhythm: rhythm(subscriber.wish, options),
            entries,
            more,
          })
        : undefined,
    again,
  }));
}

function contentsOf(
  { frame }: Issue,
  { frequency, minutes }: Wish,
  own: Pick<DigestContents, "rhythm" | "entries" | "more">,
): DigestContents {
  return { ...frame, frequency, ...(minutes !== undefined && { minutes }), ...own };
}

/** Looks at the next papers of each order. */
async function goThrough(
  db: Database,
  issue: Issue,
  open: readonly Wanting[],
  {
    size,
    digestPapers,
    preview,
  }: { size: number; digestPapers: number; preview: DraftOptions["preview"] },
): Promise<void> {
  const heads = new Map(
    open.map((each) => [each.subscriber.id, each.order.papers.slice(each.at, each.at + size)]),
  );
  const sent = await listSent(db, heads, preview ? { but: issue.frame.edition } : {});
  const before = await listEarlierCards(db, sent);
  await readCards(db, issue, unseenIn(heads, sent, before));
  for (const each of open) {
    const head = heads.get(each.subscriber.id)!;
    each.at += head.length;
    for (const paper of head) {
      if (isFull(each, digestPapers)) break;
      const card = issue.cards.get(paper);
      if (!card) continue;
      const edition = sent.get(each.subscriber.id)?.get(paper);
      if (edition === undefined) {
        take(each, card, digestPapers);
        continue;
      }
      const earlier = before.get(edition)?.get(paper);
      const changed = earlier && changeBetween(earlier, card);
      if (changed !== undefined && !isFilled(each, digestPapers)) {
        each.again.add(paper);
        take(each, card, digestPapers, changed);
      }
    }
  }
}

/** The papers of which a card is needed. */
function* unseenIn(
  heads: ReadonlyMap<number, readonly number[]>,
  sent: Awaited<ReturnType<typeof listSent>>,
  before: ReadonlyMap<string, ReadonlyMap<number, Card>>,
): Generator<number> {
  for (const [subscription, papers] of heads) {
    for (const paper of papers) {
      const edition = sent.get(subscription)?.get(paper);
      if (edition === undefined || before.get(edition)?.has(paper)) yield paper;
    }
  }
}

async function listEarlierCards(
  db: Database,
  sent: Awaited<ReturnType<typeof listSent>>,
): Promise<Map<string, Map<number, Card>>> {
  const editions = new Set([...sent.values()].flatMap((papers) => [...papers.values()]));
  const cards = new Map<string, Map<number, Card>>();
  for (const edition of editions) cards.set(edition, await listCards(db, edition));
  return cards;
}

function take(each: Wanting, card: Card, digestPapers: number, changed?: string): void {
  if (isFilled(each, digestPapers)) {
    each.more.push(card.paper);
    return;
  }
  // The first fits always; the first that does not ends it, since what follows is worth less.
  if (each.entries.length > 0 && card.minutes > each.minutesLeft) {
    each.minutesLeft = 0;
    each.more.push(card.paper);
    return;
  }
  each.minutesLeft -= card.minutes;
  const follows = each.order.followsOf(card.paper);
  each.entries.push({
    paper: card.paper,
    ...(follows.length > 0 && { follows }),
    ...(changed !== undefined && { changed }),
  });
}

/** Whether it has its papers. */
function isFilled({ subscriber: { wish }, entries, minutesLeft }: Wanting, usual: number): boolean {
  if (wish.minutes !== undefined) return entries.length >= mostIn(wish.minutes) || minutesLeft <= 0;
  return entries.length >= (wish.papers ?? usual);
}

/** Whether it has its titles too. */
function isFull(each: Wanting, usual: number): boolean {
  return isFilled(each, usual) && each.more.length >= mostTitles;
}
