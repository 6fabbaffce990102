// Adds filters to the text of a query and takes them out, leaving the rest as it was typed: what
// checkboxes, histogram and order links do.
import { longestQuery } from "./clean.ts";
import { parseQuery, type Query } from "./parse.ts";
import { isOperator, tokensOf } from "./tokens.ts";
import { partsOfAll, type FilterNode, type Node, type Place, type SortNode } from "./tree.ts";

/** A filter, or several of one kind of which any will do, that all papers must pass. */
interface Chosen extends Place {
  name: string;
  written: readonly string[];
}

/** Of these, any of several will do: a paper has one source and one day. */
const alternatives: ReadonlySet<string> = new Set(["cat", "source", "on"]);
/** Of these, a new one takes the place of the old one. */
const onlyOne: ReadonlySet<string> = new Set(["after", "before", "votes", "sort"]);

/** The filters that all papers must pass, in their usual spelling; also those of which any will do. */
export function filtersIn(query: Query): string[] {
  return chosenIn(query)
    .filter(({ name }) => name !== "sort")
    .flatMap(({ written }) => written);
}

/** The text with a filter such as `cat:cs.CV`, or with an order. */
export function withFilter(text: string, filter: string): string {
  const query = parse(text);
  const [added] = chosenIn(parse(quoted(filter)));
  if (!added) return append(query, filter.trim());
  const same = chosenIn(query).filter(({ name }) => name === added.name);
  const news = added.written.filter((each) => !same.some(({ written }) => written.includes(each)));
  if (news.length === 0) return query.text;
  const [first] = same;
  if (first && alternatives.has(added.name)) {
    return replace(query.text, first, anyOf([...first.written, ...news]));
  }
  if (first && onlyOne.has(added.name)) {
    return withFilter(replace(query.text, first, ""), filter);
  }
  return append(query, anyOf(added.written));
}

/** The text without the filter, wherever it stands alone or among others of its kind. */
export function withoutFilter(text: string, filter: string): string {
  const query = parse(text);
  const unwanted = chosenIn(parse(quoted(filter))).flatMap(({ written }) => written);
  const chosen = chosenIn(query).find(({ written }) =>
    written.some((each) => unwanted.includes(each)),
  );
  if (!chosen) return query.text;
  const rest = chosen.written.filter((each) => !unwanted.includes(each));
  return withoutFilter(replace(query.text, chosen, rest.length > 0 ? anyOf(rest) : ""), filter);
}

/** Which day it is makes no difference to where filters stand. */
function parse(text: string): Query {
  return parseQuery(text, { today: "2000-01-01" });
}

function chosenIn({ tree }: Query): Chosen[] {
  return partsOfAll(tree).flatMap((part) => {
    const filters = part.kind === "or" ? part.of : [part];
    if (!filters.every(isChosen)) return [];
    const names = new Set(filters.map(nameOf));
    const [name] = names;
    if (name === undefined || names.size > 1) return [];
    const { from, to } = part;
    return [{ name, written: [...new Set(filters.map(writtenOf))], from, to }];
  });
}

function isChosen(node: Node): node is FilterNode | SortNode {
  return node.kind === "filter" || node.kind === "sort";
}

function nameOf(node: FilterNode | SortNode): string {
  return node.kind === "sort" ? "sort" : node.name;
}

function writtenOf(node: FilterNode | SortNode): string {
  return node.kind === "sort" ? `sort:${node.order}` : node.written;
}

function anyOf(written: readonly string[]): string {
  return written.length === 1 ? quoted(written[0]!) : `(${written.map(quoted).join(" OR ")})`;
}

/** `cat:"cell biology"` for `cat:cell biology`, as facets have it. */
function quoted(filter: string): string {
  return filter.trim().replace(/^(\w+:)([^\s"()][^"()]*\s[^"()]*)$/, '$1"$2"');
}

/** Nothing stays behind of what is replaced by nothing: no space, no AND. */
function replace(text: string, { from, to }: Place, by: string): string {
  if (by !== "") return `${text.slice(0, from)}${by}${text.slice(to)}`;
  const before = text.slice(0, from).replace(/\s+$/, "");
  const after = text.slice(to).replace(/^\s+/, "");
  if (/(?:^|\s)AND$/.test(before)) return join(before.slice(0, -3), after);
  return join(before, /^AND(?:\s|$)/.test(after) ? after.slice(3) : after);
}

function join(before: string, after: string): string {
  const [left, right] = [before.trimEnd(), after.trimStart()];
  return left === "" || right === "" || left.endsWith("(") || right.startsWith(")")
    ? left + right
    : `${left} ${right}`;
}

/** Behind all else, where it holds for all else. */
function append({ text, unclosed }: Query, filter: string): string {
  const tokens = tokensOf(text);
  const kept = tokens.findLastIndex((token) => !isOperator(token)) + 1;
  const end = tokens[kept]?.from ?? text.length;
  const rest = text.slice(0, Math.min(end, longestQuery - filter.length - unclosed.length - 1));
  return `${rest.trimEnd()}${unclosed} ${filter}`.trim();
}
