// What the index takes of a paper: plain text (TeX already read) and values.

export interface PaperToIndex {
  /** The catalogue's number, below 2³². */
  number: number;
  /** Listing date, in days since 1970-01-01. */
  day: number;
  title: string;
  abstract: string;
  authors: readonly string[];
  comment: string;
  journal: string;
  /** All its names, bare: `2310.07896`, `hep-th/9901001`, `10.1101/…`. */
  identifiers: readonly string[];
  /** Primary category first. */
  categories: readonly string[];
  source: string;
  /** Such as `has:code`; few, and of the paper, not of a reader. */
  flags: readonly string[];
}

/** Fields with postings of their own; title and abstract share one list, which knows which is which. */
export type Field = "text" | "author" | "comment" | "journal" | "id";

const prefixes: Record<Field, string> = {
  text: "",
  author: "a:",
  comment: "c:",
  journal: "j:",
  id: "i:",
};

/** The key of a term in the dictionary. No term holds a colon. */
export function termKey(field: Field, term: string): string {
  return prefixes[field] + term;
}

/** Whether a key is of a term of title and abstract, which has no prefix. */
export function isOfText(key: string): boolean {
  return key.charCodeAt(1) !== colon;
}

const colon = 58;
