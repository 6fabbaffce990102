// A section: a part of every edition, told by a saved query or by a category.
import { isCategory } from "../catalogue/categories.ts";
import type { Config } from "../config.ts";
import { NotFound } from "../errors.ts";
import { categoryName } from "../papers/category.ts";
import { readableLine } from "../papers/one-line.ts";
import { dayIn, type Day } from "../papers/period.ts";
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

/** An instance, as far as its sections go by it. */
export interface SectionsOf {
  db: Database;
  finder: Finder;
  /** Of the configuration file. */
  sections: readonly SavedSection[];
  config: Pick<Config, "TIME_ZONE">;
  clock: () => Date;
}

/** What the sections of an instance are made with. */
export function sectionOptions({ finder, sections, config, clock }: Omit<SectionsOf, "db">) {
  return { finder, saved: sections, today: dayIn(config.TIME_ZONE, clock()) };
}

/** The section at this address. @throws NotFound */
export async function getSection(instance: SectionsOf, address: string): Promise<Section> {
  const section = await findSection(instance.db, address, sectionOptions(instance));
  if (!section) throw new NotFound(`There is no section “${readableLine(address).slice(0, 60)}”.`);
  return section;
}

/** The section at this address, a saved one first; a category is one as soon as a paper is in it. */
export async function findSection(
  db: Database,
  address: string,
  { saved, ...options }: SectionOptions & { saved: readonly SavedSection[] },
): Promise<Section | undefined> {
  const named = saved.find((each) => each.address === address);
  if (named) return await openSection(db, named, options);
  return (await isCategory(db, address)) ? categorySection(address, options) : undefined;
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
