// Reads what somebody wants to follow, and says it as a query.
import type { Followable, FollowKind } from "../community/follows.ts";
import { Invalid } from "../errors.ts";
import type { Day } from "../papers/period.ts";
import { isOfArxiv } from "../papers/category.ts";
import { readableLine } from "../papers/one-line.ts";
import { parseQuery, parseSharedQuery } from "./language/parse.ts";

export const longestFollowed = 300;

const kinds: readonly FollowKind[] = ["author", "word", "category", "query"];

interface Context {
  /** Those that papers here have (catalogue/categories.ts); arXiv's own may be named anyway. */
  categories: ReadonlySet<string>;
  today: Day;
}

/** @throws Invalid with a sentence for whoever filled in the form. */
export function parseFollowable(
  written: { kind: string; value: string },
  context: Context,
): Followable {
  const kind = kinds.find((each) => each === written.kind);
  if (!kind) throw new Invalid("One follows an author, a word, a category or a search.");
  const value = readableLine(written.value);
  if (value.length > longestFollowed) {
    throw new Invalid(`What is followed has at most ${longestFollowed} characters.`);
  }
  if (!/[\p{L}\p{N}]/u.test(value)) throw new Invalid(missing[kind]);
  return readers[kind](value, context);
}

/** An author as papers name them. */
export function authorFollow(name: string): Followable {
  const value = withoutQuotes(name);
  return { kind: "author", value, query: `au:"${value}"` };
}

/** A category as it is spelt, or an archive. */
export function categoryFollow(category: string): Followable {
  return { kind: "category", value: category, query: categoryQuery(category) };
}

export function queryFollow(text: string): Followable {
  return { kind: "query", value: text, query: text };
}

function categoryQuery(category: string): string {
  return /\s/.test(category) ? `cat:"${category}"` : `cat:${category}`;
}

const missing: Record<FollowKind, string> = {
  author: "Write the name of an author, such as Maria Goeppert Mayer.",
  word: "Write a word or a phrase, such as contact-rich manipulation.",
  category: "Write a category, such as cs.RO, or an archive, such as math.",
  query: "Write a search, such as cat:cs.RO has:code.",
};

const readers: Record<FollowKind, (value: string, context: Context) => Followable> = {
  author: authorFollow,
  word(value, context) {
    const words = withoutQuotes(value);
    return { kind: "word", value: words, query: wordQuery(words, context) };
  },
  category: (value, context) => categoryFollow(parseCategory(value, context)),
  query(value, { today }) {
    const { isEmpty, mistakes, text } = parseSharedQuery(value, { today });
    if (isEmpty) throw new Invalid("This search looks for nothing.");
    const [mistake] = mistakes;
    if (mistake) {
      const part = text.slice(mistake.from, mistake.to).trim();
      throw new Invalid(part === "" ? mistake.says : `At “${part}”: ${mistake.says}`);
    }
    return queryFollow(text);
  },
};

/** A category or an archive as it is spelt, whoever follows or hides it. @throws Invalid */
export function parseCategory(written: string, { categories, today }: Context): string {
  // The language knows how a category is spelt: cs.RO for CS.ro.
  const { tree } = parseQuery(categoryQuery(withoutQuotes(written)), { today });
  const facet = tree?.kind === "filter" && tree.name === "cat" ? tree.written : undefined;
  const category = facet?.slice("cat:".length);
  if (category === undefined || !isHere(category, categories)) {
    throw new Invalid(`There is no category “${written.slice(0, 60)}”. ${missing.category}`);
  }
  return category;
}

/** A word by itself is looked for in all its forms, several as they stand. */
function wordQuery(words: string, { today }: Context): string {
  if (/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u.test(words)) {
    const { tree, mistakes } = parseQuery(words, { today });
    if (tree?.kind === "word" && mistakes.length === 0) return words;
  }
  return `"${words}"`;
}

/** An archive, such as `math`, is followed with all its categories. */
function isHere(category: string, categories: ReadonlySet<string>): boolean {
  if (isOfArxiv(category) || categories.has(category)) return true;
  return [...categories].some((each) => each.startsWith(`${category}.`));
}

function withoutQuotes(text: string): string {
  return readableLine(text.replaceAll(/["“”„]/g, " "));
}
