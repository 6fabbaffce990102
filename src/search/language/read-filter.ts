// Reads what stands behind `cat:`, `has:`, `after:`, `votes:` and the others: what it asks of papers.
import type { OwnFilter } from "../../community/library/own-papers.ts";
import { normalTag } from "../../community/library/tag.ts";
import { archiveName, categoryName, isOfArxiv } from "../../papers/category.ts";
import { addDays, plainDate, type Day } from "../../papers/period.ts";
import { dayNumber, lastDay, readSpan } from "./read-days.ts";
import { findNear } from "./near-name.ts";
import type { Filter, FilterName, OrderName, Read } from "./tree.ts";
import { readVotes } from "./read-votes.ts";

/** What papers of these facets are. */
const facets: Record<"source" | "has" | "is", Record<string, string>> = {
  source: {
    arxiv: "from arXiv",
    doi: "named by a DOI",
    openreview: "from OpenReview",
    title: "known by their title only",
  },
  has: { code: "with code", project: "with a project page", votes: "with votes" },
  is: {
    new: "in their first version",
    replacement: "with a later version",
    withdrawn: "withdrawn",
    saved: "saved by you",
    unread: "saved by you and not yet read",
    read: "read by you",
  },
};

/** What SQL alone knows of those facets. */
const notInTheIndex = new Map<string, Filter["asks"]>([
  ["has:votes", { kind: "votes", least: 1, most: Number.MAX_SAFE_INTEGER }],
  ...(["saved", "unread", "read"] as const).map(
    (which) => [`is:${which}`, own({ which })] as const,
  ),
]);

/** By what may be written; pages call the order by date “Newest”. */
const orders = new Map<string, OrderName>([
  ["relevance", "relevance"],
  ["words", "words"],
  ["meaning", "meaning"],
  ["date", "date"],
  ["newest", "date"],
  ["votes", "votes"],
]);

export function readFilter(name: FilterName, value: string, today: Day): Read<Filter> {
  switch (name) {
    case "cat":
      return readCategory(value);
    case "source":
    case "has":
    case "is":
      return readFacet(name, value);
    case "votes":
      return readVotes(value);
    case "tag":
      return readTag(value);
    default:
      return readDays(name, value, today);
  }
}

export function readSort(value: string): Read<{ order: OrderName }> {
  const order = orders.get(value.toLowerCase());
  return order ? { order } : { mistake: notThere("sort", value, [...orders.keys()]) };
}

function readCategory(value: string): Read<Filter> {
  const [, name = "", all] = /^([\p{L}\p{N}][\p{L}\p{N}. -]{0,63}?)(\.?\*)?$/u.exec(value) ?? [];
  if (name === "") {
    const mistake = `“${shorten(value)}” is no category. Write one as cat:cs.CV, and a whole archive as cat:cs.`;
    return { mistake };
  }
  const usual = usualCategory(name);
  const says =
    all !== undefined || !usual.includes(".")
      ? `in ${isOfArxiv(usual) ? archiveName(usual) : `the category ${usual}`}`
      : `in ${categoryName(usual)}`;
  return filter(`cat:${usual}`, says);
}

/** `cs.CV` for `CS.cv`; arXiv writes `cond-mat.soft` small. */
function usualCategory(name: string): string {
  const lower = name.toLowerCase();
  const [archive = "", field] = lower.split(".");
  const spellings = [lower, field ? `${archive}.${field.toUpperCase()}` : lower];
  return spellings.find(isOfArxiv) ?? name;
}

function readFacet(name: "source" | "has" | "is", value: string): Read<Filter> {
  const known = facets[name];
  const lower = value.toLowerCase();
  if (!Object.hasOwn(known, lower)) return { mistake: notThere(name, value, Object.keys(known)) };
  const written = `${name}:${lower}`;
  const asks = notInTheIndex.get(written);
  return asks ? { written, says: known[lower]!, asks } : filter(written, known[lower]!);
}

function readTag(value: string): Read<Filter> {
  const tag = normalTag(value);
  if (tag === undefined) {
    return { mistake: `“${shorten(value)}” is no tag. Write one as tag:to-read.` };
  }
  const asks = own({ which: "tag", tag });
  return { written: `tag:${tag}`, says: `tagged “${tag}” by you`, asks };
}

function own(filter: OwnFilter): Filter["asks"] {
  return { kind: "own", filter };
}

function filter(facet: string, says: string): Filter {
  return { written: facet, says, asks: { kind: "facet", facet } };
}

function readDays(name: "after" | "before" | "on", value: string, today: Day): Read<Filter> {
  const span = readSpan(value, today);
  if (!span) {
    const mistake = `“${shorten(value)}” is no date. Write it as 2026, 2026-03, 2026-W13, 2026-03-27, today or yesterday.`;
    return { mistake };
  }
  const written = `${name}:${span.written}`;
  const first = dayNumber(span.first);
  switch (name) {
    case "after":
      return {
        written,
        says: `from ${plainDate(span.first)} on`,
        asks: { kind: "days", from: first, to: lastDay },
      };
    case "before":
      return {
        written,
        says: `until ${plainDate(addDays(span.first, -1))}`,
        asks: { kind: "days", from: 0, to: first - 1 },
      };
    case "on":
      return {
        written,
        says: span.says,
        asks: { kind: "days", from: first, to: dayNumber(span.last) },
      };
  }
}

function notThere(name: string, value: string, known: readonly string[]): string {
  const near = findNear(value, known);
  if (near) return `There is no ${name}:${shorten(value)}. Did you mean ${name}:${near}?`;
  const all = known.map((each) => `${name}:${each}`);
  return `There is no ${name}:${shorten(value)}. There are ${all.slice(0, -1).join(", ")} and ${all.at(-1)}.`;
}

function shorten(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40).toWellFormed()}…` : value;
}
