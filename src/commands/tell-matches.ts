// What was found for a list, as a difference; then what was not found, each with its line; then what
// to do about it.
import { styleText } from "node:util";
import type { List, Match } from "../catalogue/lists/lists.ts";
import type { SourceError } from "../errors.ts";
import type { Mention } from "../papers/mention.ts";
import { bareIdentifier } from "../papers/identifier.ts";
import { namedAuthors } from "../papers/named-authors.ts";
import { texToText } from "../papers/tex/tex.ts";
import { titleDifference, type TitlePart } from "../papers/title-difference.ts";
import { grouped, type Terminal } from "./terminal.ts";

interface TellOptions {
  /** The address of the list's page. */
  page: string;
  taken: number;
  trouble: SourceError | undefined;
  /** The lines whose papers are here, though by nothing but their title. */
  hereByTitle: ReadonlySet<number>;
  /** arXiv was to be asked. */
  asked: boolean;
}

/** @returns whether all of the list is here, or matched. */
export function tellMatches(terminal: Terminal, list: List, options: TellOptions): boolean {
  const { page, taken, trouble, hereByTitle, asked } = options;
  const shown = list.matches.filter(({ state, found }) => found && /matched|taken/.test(state));
  const fresh = shown.filter(
    ({ state }) => state === "matched" || (taken > 0 && state === "taken"),
  );
  for (const match of fresh) {
    if (match.state !== "unmatched") for (const line of differenceOf(match)) terminal.out(line);
  }
  const unmatched = list.matches.filter(({ state }) => state === "unmatched");
  // Those papers are here, so nothing is lost; only their real names are not known yet.
  const titled = unmatched.filter(({ line }) => hereByTitle.has(line));
  const missing = unmatched.filter((match) => !titled.includes(match));
  const unasked = missing.filter(({ foundAt }) => foundAt === undefined);
  const unfound = missing.filter(({ foundAt }) => foundAt !== undefined);
  tellUnmatched(terminal, "here by title alone", titled);
  tellUnmatched(terminal, "not found", unfound);
  tellUnmatched(
    terminal,
    trouble ? "could not be asked for" : "not here, and arXiv was not asked",
    unasked,
  );
  if (trouble) terminal.error(`${trouble.message} Run this again to go on with the rest.`);
  else if (!asked && unmatched.some(({ given }) => !isOfDoi(given))) {
    terminal.error("Run this again without --offline, and with SOURCES=arxiv, to look them up.");
  }
  const open = list.matches.filter(({ state }) => state === "matched").length;
  if (taken > 0) terminal.out(`${grouped(taken)} taken.`);
  if (open > 0) {
    terminal.out(
      `${grouped(open)} matched, nothing taken yet. Take them with --apply, or one by one at ${page}`,
    );
  } else if (unmatched.length > 0) terminal.out(`The list is kept at ${page}`);
  return missing.length === 0;
}

function tellUnmatched(terminal: Terminal, what: string, matches: readonly Match[]): void {
  if (matches.length === 0) return;
  terminal.error(`${grouped(matches.length)} ${what}:`);
  for (const match of matches) terminal.error(missingLine(match));
}

/** arXiv is not asked by DOI. */
function isOfDoi({ identifier }: Mention): boolean {
  return identifier?.startsWith("doi:") === true;
}

function missingLine({ line, given, found, foundAt, similarity }: Match): string {
  const what = given.title ?? bareIdentifier(given.identifier ?? "");
  if (isOfDoi(given) && found) {
    const name = given.identifier?.slice("doi:".length) ?? "";
    return `  line ${line}: ${visible(what)}; the DOI ${visible(name)} is that of “${visible(texToText(found.title))}”`;
  }
  const near =
    found && foundAt && (similarity ?? 0) > 0.3
      ? `; the nearest is “${texToText(found.title)}” (${bareIdentifier(found.identifier ?? "")})`
      : "";
  return `  line ${line}: ${visible(what)}${near}`;
}

function differenceOf({ line, given, found }: Match): string[] {
  if (!found) return [];
  const number = String(line).padStart(6);
  const indent = " ".repeat(6);
  const titles = titleLines(given.title ?? "", found.title, { number, indent });
  const before = authorsLine(given.authors);
  const after = authorsLine(found.authors);
  const name = bareIdentifier(found.identifier ?? "");
  return [
    ...titles,
    ...(before && before !== after ? [`${indent} − ${removed(before)}`] : []),
    before === after
      ? `${indent}   ${after} · ${name}`
      : `${indent} + ${added([after, name].filter(Boolean).join(" · "))}`,
  ];
}

function titleLines(
  given: string,
  found: string,
  { number, indent }: { number: string; indent: string },
): string[] {
  // Mathematics is shown as text, the way it reads; where that hides what was restored, as written.
  const [one, other] =
    texToText(given) === texToText(found) ? [given, found] : [given, texToText(found)];
  if (given === found) return [`${number}   ${visible(texToText(found))}`];
  const parts = titleDifference(visible(one), visible(other));
  return [
    `${number} − ${marked(parts.given, removed)}`,
    `${indent} + ${marked(parts.found, added)}`,
  ];
}

function marked(parts: readonly TitlePart[], mark: (text: string) => string): string {
  return parts.map(({ text, differs }) => (differs ? mark(text) : text)).join(" ");
}

function authorsLine(authors: readonly string[] = []): string {
  const { names, more } = namedAuthors(authors);
  return visible(names.join(", ") + (more > 0 ? ` and ${more} more` : ""));
}

// Only where a person watches, and not against NO_COLOR.
function removed(text: string): string {
  return styleText("red", text, { stream: process.stdout });
}

function added(text: string): string {
  return styleText("green", text, { stream: process.stdout });
}

/** What steers a terminal has no place in a title. */
function visible(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}
