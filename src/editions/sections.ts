// A section: a part of every edition, told by a saved query or by a category.
import { categoryName } from "../papers/category.ts";
import type { Day } from "../papers/period.ts";
import { matching, openQuery, type Matching } from "../search/matching.ts";
import type { Finder } from "../search/retrieval/clause.ts";
import type { SavedSection } from "../search/sections.ts";
import type { Database } from "../store/tables.ts";

export interface Section {
  /** `robot-learning`, `cs.CV` */
  address: string;
  /** `Robot learning`, `Computer vision` */
  name: string;
  /** Within a sentence: `Robot learning`, `cs.CV`. */
  short: string;
  /** What to search for to find its papers. */
  query: string;
  /** Of a section that is a category, whose papers SQL knows as well. */
  category?: string;
  papers: Matching;
}

/** What a section is made with. */
export interface SectionOptions {
  finder: Finder;
  /** What `after:yesterday` counts from. */
  today: Day;
}

/** The section at this address, a saved one first; `undefined` where there can be none. */
export async function findSection(
  db: Database,
  address: string,
  { saved, ...options }: SectionOptions & { saved: readonly SavedSection[] },
): Promise<Section | undefined> {
  const named = saved.find((each) => each.address === address);
  if (named) return await openSection(db, named, options);
  return /^[A-Za-z][A-Za-z0-9.-]{0,40}$/.test(address)
    ? categorySection(address, options)
    : undefined;
}

/** All of them, in the order of the file. */
export async function openSections(
  db: Database,
  { saved, ...options }: SectionOptions & { saved: readonly SavedSection[] },
): Promise<Section[]> {
  return await Promise.all(saved.map((each) => openSection(db, each, options)));
}

async function openSection(
  db: Database,
  { name, address, query }: SavedSection,
  { finder, today }: SectionOptions,
): Promise<Section> {
  const { papers } = await openQuery(db, finder, { query, today });
  return { address, name, short: name, query, papers };
}

export function categorySection(category: string, { finder }: { finder: Finder }): Section {
  const query = `cat:${category}`;
  return {
    address: category,
    name: categoryName(category),
    short: category,
    query,
    category,
    papers: matching(finder, { kind: "facet", facet: query }),
  };
}
