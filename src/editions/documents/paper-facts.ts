// The facts of a paper, beside it on its page and in its text.
import { links } from "../../links.ts";
import { joined, linkTo, type Fact, type Piece } from "../../papers/documents/document.ts";
import { arxivOf, bareIdentifier, type Identifier } from "../../papers/identifier.ts";
import type { Appearance, Paper } from "../../papers/paper.ts";
import { dayPeriod, parseDay, type Day } from "../../papers/period.ts";
import { sourceName } from "../../papers/source-name.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import { figure, ordinal } from "../../papers/words.ts";
import type { Standing, Standings } from "../paper-standings.ts";

export function factsOf(paper: Paper, { standings, outside }: Standings): Fact[] {
  const { submittedAt, updatedAt, categories, doi, journalRef, license } = paper;
  const isUpdated = updatedAt?.slice(0, 10) !== submittedAt?.slice(0, 10);
  const sections = categories.map((each) => [linkTo(each, links.section(each))]);
  return [
    ...fact("Identifier", [nameOf(paper.identifier)]),
    ...standings.flatMap(standingFact),
    ...outside.flatMap(outsideFact),
    ...fact("Submitted", dateOf(submittedAt)),
    ...fact("Updated", isUpdated ? dateOf(updatedAt) : []),
    ...versionsFact(paper),
    ...fact(categories.length === 1 ? "Category" : "Categories", joined(sections, ", ")),
    ...fact("MSC", wordsOf(paper.mscClasses)),
    ...fact("ACM", wordsOf(paper.acmClasses)),
    ...fact("DOI", doi ? [linkTo(doi, links.doiAt(doi))] : []),
    ...fact("Journal", journalRef ? [texToText(journalRef)] : []),
    ...fact("Report", wordsOf(paper.reportNo)),
    ...fact("Licence", license ? [licence(license)] : []),
  ];
}

/** Nothing where nothing is said. */
function fact(name: string, pieces: Piece[]): Fact[] {
  return pieces.length > 0 ? [{ name, said: [pieces] }] : [];
}

function wordsOf(words: string | null | undefined): Piece[] {
  return words ? [words] : [];
}

function nameOf(identifier: Identifier): string {
  const arxiv = arxivOf(identifier);
  if (arxiv) return `arXiv ${arxiv}`;
  return identifier.startsWith("title:") ? "not known yet" : bareIdentifier(identifier);
}

function standingFact({ kind, day, source, place, total }: Standing): Fact[] {
  return fact(kindNames[kind], [
    { day, form: "plain" },
    source ? ` at ${sourceName(source)}; here ` : ", ",
    linkTo(`${ordinal(place)} of ${figure(total)}`, links.edition(dayPeriod(day))),
  ]);
}

function outsideFact({ kind, day }: Appearance): Fact[] {
  return fact(kindNames[kind], [
    { day, form: "plain" },
    ", after ",
    linkTo("that edition", links.edition(dayPeriod(day))),
    " was closed",
  ]);
}

const kindNames: Record<Appearance["kind"], string> = {
  announced: "Announced",
  featured: "Featured",
};

const mostVersions = 10;

/** Every version with its day, the newest first, where the source tells; else which one it is. */
function versionsFact({ version, versions }: Paper): Fact[] {
  if (versions.length < 2) return fact("Version", version === null ? [] : [`v${version}`]);
  const older = versions.length - mostVersions;
  const newest = versions.slice(-mostVersions).toReversed();
  const said = newest.map(({ version: number, at }) =>
    joined(
      [[`v${number}`], dateOf(at)].filter((part) => part.length > 0),
      ", ",
    ),
  );
  return [{ name: "Versions", said: older > 0 ? [...said, [`and ${older} older`]] : said }];
}

function dateOf(at: string | null | undefined): Piece[] {
  const day: Day | undefined = at ? parseDay(at.slice(0, 10)) : undefined;
  return day === undefined ? [] : [{ day, form: "plain" }];
}

function licence(written: string): Piece {
  if (!isWebAddress(written)) return written;
  const url = new URL(written);
  const [, kind, version] = /^\/licenses\/([a-z-]+)\/([\d.]+)/.exec(url.pathname) ?? [];
  const creative =
    url.hostname.endsWith("creativecommons.org") && kind && `CC ${kind.toUpperCase()} ${version}`;
  return linkTo(creative || url.hostname.replace(/^www\./, ""), written);
}
