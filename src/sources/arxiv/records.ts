// What arXiv's three endpoints have in common: the fields of a paper, bounded and brought into one
// form. TeX is left as it is.
import type { Identifier } from "../../papers/identifier.ts";
import { isCategoryShaped } from "../../papers/category.ts";
import type { PaperRecord, Version } from "../../papers/paper.ts";
import { saysWithdrawn } from "./withdrawn.ts";

/** As an endpoint gives them, each in one line. */
export interface ArxivFields {
  identifier: Identifier;
  title: string | undefined;
  abstract: string | undefined;
  authors: readonly string[];
  /** Primary category first; MSC and ACM classes may stand among them. */
  categories: readonly string[];
  comment?: string | undefined;
  doi?: string | undefined;
  journalRef?: string | undefined;
  reportNo?: string | undefined;
  license?: string | undefined;
  version?: number | undefined;
  versions?: Version[] | undefined;
  mscClasses?: string | undefined;
  acmClasses?: string | undefined;
  /** Left out where only the words tell. */
  withdrawn?: boolean | undefined;
  submittedAt?: string | undefined;
  updatedAt?: string | undefined;
}

const mostAuthors = 20_000;
const mostCategories = 100;

/** The record, or why the fields make none. */
export function recordOf(
  fields: ArxivFields,
): { record: PaperRecord; fault?: never } | { record?: never; fault: string } {
  const { title, abstract, comment } = fields;
  if (title === undefined || title === "") return { fault: "It has no title." };
  if (title.length > 4_000) return { fault: "Its title is too long." };
  if (abstract === undefined || abstract === "") return { fault: "It has no abstract." };
  if (abstract.length > 100_000) return { fault: "Its abstract is too long." };
  const categories = [...new Set(fields.categories)].filter(isCategoryShaped);
  const given = {
    ...fields,
    authors: fields.authors.slice(0, mostAuthors).filter((name) => name.length <= 20_000),
    categories: categories.slice(0, mostCategories),
    comment: within(10_000, comment),
    doi: within(1_000, fields.doi)?.toLowerCase(),
    journalRef: within(4_000, fields.journalRef),
    reportNo: within(4_000, fields.reportNo),
    license: within(500, fields.license),
    mscClasses: within(1_000, fields.mscClasses),
    acmClasses: within(1_000, fields.acmClasses),
    withdrawn: saysWithdrawn({ comment, abstract }) || fields.withdrawn,
  };
  const said = Object.entries(given).filter(
    ([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0),
  );
  return { record: Object.fromEntries(said) as unknown as PaperRecord };
}

/** What is too long to be what it claims to be is left out. */
function within(limit: number, text: string | undefined): string | undefined {
  return text !== undefined && text !== "" && text.length <= limit ? text : undefined;
}
