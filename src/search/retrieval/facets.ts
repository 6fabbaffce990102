// Facets such as `cat:cs.CV`, `source:arxiv`, `has:code`: their names, which papers have them, and
// how many of each were found. While counting there are numbers only: names in Maps took more time
// than searching.
import { facetsOfProfile, readProfiles, type Profiles } from "../segments/profiles.ts";
import { U32Writer } from "../segments/bytes.ts";
import type { List } from "./lists.ts";

/**
 * The facets of all segments of an index, and its profiles: the sets of facets that papers have.
 * One increment counts a paper with all its facets.
 */
export class FacetNames {
  readonly names: string[] = [];
  private numbers = new Map<string, number>();
  private profiles = new Map<string, number>();
  /** The facets of all profiles, one profile after the other, and where each ends. */
  private facets = new U32Writer();
  private ends = new U32Writer();

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
    return this.ends.length;
  }

  /** The number of a profile, and its facets. */
  profile(profile: string): { number: number; facets: readonly number[] } {
    const names = facetsOfProfile(profile);
    const facets = [...new Set(names.map((name) => this.number(name)))].sort((a, b) => a - b);
    const key = facets.join(" ");
    let number = this.profiles.get(key);
    if (number === undefined) {
      number = this.ends.length;
      this.profiles.set(key, number);
      for (const facet of facets) this.facets.push(facet);
      this.ends.push(this.facets.length);
    }
    return { number, facets };
  }

  /** How many papers have each facet, of how many have each profile; without those that none has. */
  count(byProfile: Uint32Array): { facet: string; papers: number }[] {
    const sums = new Uint32Array(this.names.length);
    const facets = this.facets.values;
    const ends = this.ends.values;
    const { profileCount } = this;
    let at = 0;
    for (let profile = 0; profile < profileCount; profile++) {
      const papers = byProfile[profile]!;
      const end = ends[profile]!;
      if (papers > 0) for (let i = at; i < end; i++) sums[facets[i]!]! += papers;
      at = end;
    }
    return this.names.flatMap((facet, i) => (sums[i]! > 0 ? [{ facet, papers: sums[i]! }] : []));
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
    this.profileOf = new Uint32Array(profileOf.length);
    for (let i = 0; i < profileOf.length; i++) this.profileOf[i] = numbers[profileOf[i]!]!;
    this.listPapers(
      profileOf,
      known.map(({ facets }) => facets),
    );
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
