// What a row shall hold, from what a record says and what the row held before.
import type { Selectable } from "kysely";
import type { Identifier } from "../papers/identifier.ts";
import { linksInText } from "../papers/links-in-text.ts";
import type { PaperRecord } from "../papers/paper.ts";
import type { Tables } from "../store/tables.ts";
import { rankOf } from "./names.ts";

export type Row = Selectable<Tables["papers"]>;
export type Fields = Omit<Row, "id" | "created_at" | "changed_at">;
type Known = Partial<{ [Name in keyof Fields]: Fields[Name] | undefined }>;

/** The record's words, and the row's where the record is silent, older or of a lesser source. */
export function fieldsOf(
  record: PaperRecord,
  {
    own,
    title,
    before,
    sample,
  }: { own: Identifier; title: Identifier; before: Row | undefined; sample: boolean },
): Fields {
  const given = { ...wordsOf(record, { own, title }), sample: sample ? 1 : 0 };
  if (!before) return filled(given, {});
  if (before.sample === 1) {
    // Its summary goes; its name and the links that it knows stay.
    const { code_url, project_url } = before;
    const identifier = rankOf(own) < rankOf(before.identifier) ? before.identifier : own;
    return filled({ ...given, identifier }, { code_url, project_url });
  }
  const earlier = { ...fieldsIn(before), sample: given.sample };
  return speaksFor(record, own, before) ? filled(given, earlier) : filled(earlier, given);
}

/** A record replaces what a lesser source said, and what its own source said before. */
function speaksFor(record: PaperRecord, own: Identifier, row: Row): boolean {
  // A page that only knows the title is no better source than the row; it may be damaged.
  if (own !== row.identifier) return rankOf(own) > rankOf(row.identifier);
  return !record.passedOn && !isOlder(record, row);
}

function wordsOf(
  record: PaperRecord,
  { own, title }: { own: Identifier; title: Identifier },
): Known {
  const links = linksInText(record.abstract, record.comment);
  return {
    identifier: own,
    title_hash: title.slice("title:".length),
    title: record.title,
    abstract: record.abstract,
    authors: record.authors && JSON.stringify(record.authors),
    categories: record.categories && JSON.stringify(record.categories),
    comment: record.comment,
    doi: record.doi ?? (own.startsWith("doi:") ? own.slice("doi:".length) : undefined),
    journal_ref: record.journalRef,
    report_no: record.reportNo,
    license: record.license,
    version: record.version,
    versions: record.versions && JSON.stringify(record.versions),
    msc_classes: record.mscClasses,
    acm_classes: record.acmClasses,
    withdrawn: record.withdrawn === undefined ? undefined : Number(record.withdrawn),
    submitted_at: record.submittedAt,
    updated_at: record.updatedAt,
    code_url: record.codeUrl ?? links.codeUrl,
    project_url: record.projectUrl ?? links.projectUrl,
  };
}

const blank = {
  abstract: "",
  authors: "[]",
  categories: "[]",
  comment: null,
  doi: null,
  journal_ref: null,
  report_no: null,
  license: null,
  version: null,
  versions: null,
  msc_classes: null,
  acm_classes: null,
  withdrawn: 0,
  submitted_at: null,
  updated_at: null,
  code_url: null,
  project_url: null,
} satisfies Known;

/** The first says it, or else the second; an empty text says no more than none. */
export function filled(first: Known, second: Known): Fields {
  const fields: Record<string, unknown> = { ...blank };
  for (const known of [second, first]) {
    for (const [name, value] of Object.entries(known)) {
      if (!silent.has(value)) fields[name] = value;
    }
  }
  return fields as Fields;
}

const silent = new Set<unknown>([undefined, null, "", "[]"]);

export function fieldsIn({ id: _, created_at: __, changed_at: ___, ...fields }: Row): Fields {
  return fields;
}

export function differs(fields: Fields, row: Row): boolean {
  return Object.entries(fields).some(([name, value]) => row[name as keyof Fields] !== value);
}

function isOlder(record: PaperRecord, row: Row): boolean {
  if (record.version !== undefined && row.version !== null && record.version !== row.version) {
    return record.version < row.version;
  }
  return (
    record.updatedAt !== undefined && row.updated_at !== null && record.updatedAt < row.updated_at
  );
}
