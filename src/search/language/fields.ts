// The names that may stand before a colon, as arXiv's users know them, and in full.
import type { FilterName, Where } from "./tree.ts";
import { findNear } from "./near-name.ts";

export type Field =
  | { kind: "words"; where: Where }
  | { kind: "identifier"; isDoi: boolean }
  | { kind: "filter"; name: FilterName }
  | { kind: "similar" }
  | { kind: "sort" };

const words: Record<string, Where> = {
  all: "anywhere",
  ti: "title",
  title: "title",
  abs: "abstract",
  abstract: "abstract",
  au: "author",
  author: "author",
  co: "comment",
  comment: "comment",
  jr: "journal",
  journal: "journal",
};

const filters: Record<string, FilterName> = {
  cat: "cat",
  category: "cat",
  source: "source",
  has: "has",
  is: "is",
  after: "after",
  before: "before",
  on: "on",
  votes: "votes",
  tag: "tag",
};

const fields = new Map<string, Field>([
  ...Object.entries(words).map(([name, where]) => [name, { kind: "words", where }] as const),
  ...Object.entries(filters).map(([name, to]) => [name, { kind: "filter", name: to }] as const),
  ["id", { kind: "identifier", isDoi: false }],
  ["doi", { kind: "identifier", isDoi: true }],
  ["similar", { kind: "similar" }],
  ["sort", { kind: "sort" }],
]);

// Short names are near to too many words.
const longNames = [...fields.keys()].filter((name) => name.length > 4);

/** In whatever case: telephones begin with a capital. */
export function findField(name: string): Field | undefined {
  return fields.get(name.toLowerCase());
}

/** The field that was meant by `auhtor`, if it is one. */
export function findNearField(name: string): string | undefined {
  return findField(name) ? undefined : findNear(name, longNames);
}
