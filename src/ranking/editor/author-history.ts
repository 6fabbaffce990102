// How many papers an author has brought, and how often a community picked one of them. Names are kept as hashes: the model
// file need not tell whose they are, and two spellings of a name are two authors, as they are to a
// reader of the list.
import { hash as hashAtOnce } from "node:crypto";
import { addDays, type Day } from "../../papers/period.ts";
import { dayNumber } from "../../search/language/read-days.ts";
import { halved } from "../half-life.ts";
import { AuthorDays } from "./author-days.ts";

/** A paper that was announced. */
export interface Announced {
  authors: readonly string[];
  /** On which day; from the next day on it is known. */
  day: Day;
}

/** A paper that a community picked. */
export interface Picked extends Announced {
  /** Which paper; its own success is not to be known when it is judged. */
  paper: string;
  /** How much it was liked: log2(1 + votes). */
  gain: number;
}

/** Of one author, up to some day. */
export interface Standing {
  /** How many of the author's papers were announced. */
  seen: number;
  times: number;
  gain: number;
  /** The gains, each half as much for every half-life that has passed since. */
  recent: number;
}

/** By hash of the author's name. */
type Standings = ReadonlyMap<number, Standing>;

/** What a model file knows of authors: their standing on the day `until`. */
export interface KnownStandings {
  until: Day;
  standings: Standings;
}

const halfLifeDays = 180;
// Longer lists are collaborations, whose members say little of the paper.
const mostAuthors = 200;
// Of most authors one or two papers were seen, which says nothing about the next.
const toldFrom = 3;
const nobody: Standing = { seen: 0, times: 0, gain: 0, recent: 0 };

/** A pick that counts for an author. */
interface Event {
  paper: string;
  day: Day;
  gain: number;
}

export class AuthorHistory {
  private known: KnownStandings | undefined;
  private announced = new AuthorDays();
  private picked = new Map<number, Event[]>();

  /**
   * @param known what a model knows. Of a paper that is older than that nothing of it may be told, so
   * for such a paper only what is given besides counts; for a newer one only what came after it.
   */
  constructor({
    known,
    announced = [],
    picked,
  }: {
    known?: KnownStandings;
    announced?: Iterable<Announced>;
    picked: Iterable<Picked>;
  }) {
    this.known = known;
    for (const paper of announced) this.announce(paper);
    for (const { paper, authors, day, gain } of picked) {
      const event = { paper, day, gain };
      for (const hash of hashesOf(authors)) {
        const events = this.picked.get(hash);
        if (events) events.push(event);
        else this.picked.set(hash, [event]);
      }
    }
  }

  /** Hears of one paper more. */
  announce({ authors, day }: Announced): void {
    const number = dayNumber(day);
    for (const hash of hashesOf(authors)) this.announced.add(hash, number);
  }

  /** Each author's standing as it was known when the day began, but for this very paper. */
  before(day: Day, { paper, authors }: { paper: string; authors: readonly string[] }): Standing[] {
    return authors.slice(0, mostAuthors).map((name) => this.standing(hashOf(name), day, paper));
  }

  /** The standing at the end of the day of everybody of whom there is something to tell. */
  at(day: Day): KnownStandings {
    const hashes = new Set([
      ...(this.known?.standings.keys() ?? []),
      ...this.announced.hashes(),
      ...this.picked.keys(),
    ]);
    const next = addDays(day, 1);
    const standings = [...hashes].map((hash) => [hash, this.standing(hash, next, "")] as const);
    return {
      until: day,
      standings: new Map(standings.filter(([, { times, seen }]) => times > 0 || seen >= toldFrom)),
    };
  }

  private standing(hash: number, day: Day, paper: string): Standing {
    const model = this.known && day > this.known.until ? this.known : undefined;
    const known = model?.standings.get(hash);
    const standing = { ...(known ?? nobody) };
    if (known) standing.recent *= fading(model!.until, day);
    const after = model ? dayNumber(model.until) : -1;
    standing.seen += this.announced.countBetween(hash, after, dayNumber(day));
    for (const event of this.picked.get(hash) ?? []) {
      const isKnown = event.day < day && (!model || event.day > model.until);
      if (!isKnown || event.paper === paper) continue;
      standing.times++;
      standing.gain += event.gain;
      standing.recent += event.gain * fading(event.day, day);
    }
    return standing;
  }
}

function fading(from: Day, to: Day): number {
  return halved(Date.parse(to) - Date.parse(from), halfLifeDays);
}

/** What the trees look at, of the standings of a paper's authors in their order. */
export const authorTraits = [
  "gain of the best author",
  "times of the author picked most",
  "recent gain of all authors",
  "authors picked before",
  "share of authors picked before",
  "times of the last author",
  "recent gain of the last author",
  "times of the first author",
  "recent gain of the first author",
  "papers of the busiest author",
  "best rate of an author",
  "rate of the last author",
  "mean rate of the authors",
] as const;

export function authorTraitsOf(standings: readonly Standing[]): number[] {
  const first = standings[0] ?? nobody;
  const last = standings.at(-1) ?? nobody;
  const before = standings.filter(({ times }) => times > 0);
  const rates = standings.map(rateOf);
  const count = Math.max(1, standings.length);
  return [
    Math.log1p(most(before.map(({ gain }) => gain))),
    Math.log1p(mostTimes(before)),
    Math.log1p(sum(before.map(({ recent }) => recent))),
    before.length,
    before.length / count,
    last.times,
    Math.log1p(last.recent),
    first.times,
    Math.log1p(first.recent),
    most(standings.map(({ seen }) => seen)),
    most(rates),
    rateOf(last),
    sum(rates) / count,
  ];
}

/** The gain of a paper of the author; of one with few papers a middling one is supposed. */
function rateOf({ seen, times, gain }: Standing): number {
  return (gain + 0.1) / (Math.max(seen, times) + 1.5);
}

function most(values: readonly number[]): number {
  return Math.max(0, ...values);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** How often the one of these authors was picked who was picked most. */
export function mostTimes(standings: readonly Standing[]): number {
  return most(standings.map(({ times }) => times));
}

/** Each once, should a name stand there twice. */
function hashesOf(authors: readonly string[]): Set<number> {
  return new Set(authors.slice(0, mostAuthors).map(hashOf));
}

/** 48 bits: among a million names two share one with a chance of one in five hundred. */
function hashOf(name: string): number {
  // Most names are of letters that are what they are.
  const plain = /^[ -~]*$/.test(name) ? name : name.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return Number.parseInt(hashAtOnce("sha256", plain.toLowerCase().trim()).slice(0, 12), 16);
}
