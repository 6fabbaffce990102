// Facets such as `cat:cs.CV`, `source:arxiv`, `has:code`: their names, which papers have them, and
// how many of each were found. While counting there are numbers only: names in Maps took more time
// than searching.
import { facetsOfProfile, readProfiles, type Profiles } from "../segments/profiles.ts";
import { U32Writer } from "../segments/bytes.ts";
import type { List } from "./lists.ts";
import { giveBackNumbers, takeNumbers } from "./kernel-memory.ts";

/** Of an index, more than there will be. */
const mostFacets = 2 ** 24;

/**
 * The facets of all segments of an index, and its profiles: the sets of facets that papers have.
 * One increment counts a paper with all its facets.
 */
export class FacetNames {
  readonly names: string[] = [];
  private numbers = new Map<string, number>();
  /** Each profile is another, with fewer facets, and one facet more; the first has none. */
  private others = new U32Writer();
  private more = new U32Writer();
  /** By the other's number and the facet more. */
  private profiles = new Map<number, number>();

  constructor() {
    this.others.push(0);
    this.more.push(0);
  }

  /** Facets that a query means: in whatever case, `cat:cs` and `cat:cs.*` all of that archive. */
  find(wanted: string): number[] {
    const lower = wanted.toLowerCase();
    const archive = /^cat:[^.]+(?=(\.\*)?$)/.exec(lower)?.[0];
    return this.names.flatMap((name, number) => {
      const found = name.toLowerCase();
      const isWanted =
        archive === undefined
          ? found === lower
          : found === archive || found.startsWith(`${archive}.`);
      return isWanted ? [number] : [];
    });
  }

  get profileCount(): number {
    return this.others.length;
  }

  /** The number of a profile, and its facets. */
  profile(profile: string): { number: number; facets: readonly number[] } {
    const names = facetsOfProfile(profile);
    const facets = [...new Set(names.map((name) => this.number(name)))].sort((a, b) => a - b);
    let number = 0;
    for (const facet of facets) number = this.with(number, facet);
    return { number, facets };
  }

  /**
   * How many papers have each facet, of how many have each profile; without those that none has.
   * @param byProfile is used up.
   */
  count(byProfile: Uint32Array): { facet: string; papers: number }[] {
    const { profileCount, names } = this;
    const others = this.others.values;
    const more = this.more.values;
    const sums = new Uint32Array(names.length);
    // A profile comes after the one that it adds to.
    for (let profile = profileCount - 1; profile > 0; profile--) {
      const papers = byProfile[profile]!;
      if (papers === 0) continue;
      sums[more[profile]!]! += papers;
      byProfile[others[profile]!]! += papers;
    }
    const counted: { facet: string; papers: number }[] = [];
    for (let i = 0; i < sums.length; i++)
      if (sums[i]! > 0) counted.push({ facet: names[i]!, papers: sums[i]! });
    return counted;
  }

  /** The profile with one facet more, made if need be. */
  private with(profile: number, facet: number): number {
    const key = profile * mostFacets + facet;
    let number = this.profiles.get(key);
    if (number === undefined) {
      number = this.others.length;
      this.profiles.set(key, number);
      this.others.push(profile);
      this.more.push(facet);
    }
    return number;
  }

  private number(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.numbers.set(name, number);
    }
    return number;
  }
}

/** The facets of one segment's papers. */
export class SegmentFacets {
  /** For each paper, its profile's number in the index. */
  readonly profileOf: Uint32Array;
  private papers = new Map<number, List>();

  constructor(profileOf: Uint16Array, profiles: Profiles, names: FacetNames) {
    const known = readProfiles(profiles).map((profile) => names.profile(profile));
    const numbers = Uint32Array.from(known, ({ number }) => number);
    this.profileOf = takeNumbers(profileOf.length);
    for (let i = 0; i < profileOf.length; i++) this.profileOf[i] = numbers[profileOf[i]!]!;
    this.listPapers(
      profileOf,
      known.map(({ facets }) => facets),
    );
  }

  /** Gives memory back; nothing can be counted any more. */
  leave(): void {
    giveBackNumbers(this.profileOf);
  }

  /** The papers that have each of these facets. */
  lists(facets: readonly number[]): List[] {
    return facets.flatMap((facet) => this.papers.get(facet) ?? []);
  }

  private listPapers(profileOf: Uint16Array, facetsOf: readonly (readonly number[])[]): void {
    const byProfile = new Uint32Array(facetsOf.length);
    for (const profile of profileOf) byProfile[profile]!++;
    const counts = new Map<number, number>();
    facetsOf.forEach((facets, profile) => {
      for (const facet of facets) counts.set(facet, (counts.get(facet) ?? 0) + byProfile[profile]!);
    });
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const papers = new Uint16Array(total);
    let papersAt = 0;
    for (const [facet, count] of counts) {
      this.papers.set(facet, { papers, papersAt, codes: noCodes, codesAt: 0, count: 0 });
      papersAt += count;
    }
    const listsOf = facetsOf.map((facets) => this.lists(facets));
    profileOf.forEach((profile, paper) => {
      for (const list of listsOf[profile]!) papers[list.papersAt + list.count++] = paper;
    });
  }
}

const noCodes = new Uint8Array(0);
