// An edition as text: what its page says to everybody.
import { links } from "../../links.ts";
import {
  linkTo,
  paragraph,
  type Block,
  type Document,
  type Link,
} from "../../papers/documents/document.ts";
import { periodTitle, type Period } from "../../papers/period.ts";
import { count } from "../../papers/words.ts";
import { editionTitle } from "../edition-title.ts";
import type { Edition } from "../edition.ts";
import { featuredNote } from "../featured-note.ts";
import { getReceipt } from "../receipt.ts";
import { closedNote } from "./closed-words.ts";
import { editionLine } from "./edition-line.ts";
import { emptyLine, explanationOf, tellEmpty, type ToldEmpty } from "./empty-explanation.ts";
import type { Instance } from "./instance.ts";
import { rankedBlocks } from "./ranked-blocks.ts";

interface Wanted {
  /** The path of another such document, by that of its page. */
  formOf?: (page: string) => string;
  /** Why it has no papers, if that is known already: to find it takes a while. */
  empty?: ToldEmpty | undefined;
  /** For a model: every abstract is a quote of how it begins. */
  forModel?: boolean;
}

export async function editionDocument(
  instance: Instance,
  edition: Edition,
  { formOf = (page) => page, empty, forModel = false }: Wanted = {},
): Promise<Document> {
  const title = `${instance.config.SITE_NAME}, ${editionTitle(edition)}`;
  return [
    { kind: "heading", level: 1, words: [title] },
    ...(await lineBlocks(instance, edition, empty)),
    { kind: "links", links: neighbours(edition, formOf) },
    ...(await entriesOf(instance, edition, forModel)),
    ...furtherBlocks(edition, formOf),
  ];
}

/** What it says of itself; without papers, why there are none. */
async function lineBlocks(
  instance: Instance,
  edition: Edition,
  empty: ToldEmpty | undefined,
): Promise<Block[]> {
  const { total, mutedCount, sample, closed, period, section } = edition;
  const { TIME_ZONE: timeZone } = instance.config;
  const receipt = empty?.receipt ?? (await getReceipt(instance.db, { period }));
  const isWhole = section === undefined;
  if (total + mutedCount === 0) {
    const told = empty ?? (await tellEmpty(instance, { edition, receipt, timeZone }));
    return [
      ...(isWhole ? [paragraph(...emptyLine(told))] : []),
      paragraph({ strong: told.says.join(" ") }),
      paragraph(...explanationOf(told)),
    ];
  }
  const clock = { timeZone, now: instance.clock() };
  const note = closed && closedNote({ closed, day: period.first, isWhole }, clock);
  return [
    paragraph(...editionLine(edition, receipt)),
    ...(sample ? [paragraph("This is a sample, until papers of this site’s own arrive.")] : []),
    ...(note ? [paragraph(...note)] : []),
  ];
}

/** The lead and those that are featured. */
const largeOnes = 6;

async function entriesOf(
  { db }: Instance,
  { entries, minutes }: Edition,
  forModel: boolean,
): Promise<Block[]> {
  const bothClocks = new Set(entries.map(({ kind }) => kind)).size > 1;
  return await rankedBlocks(db, entries, {
    isWhole: ({ place }) => !forModel && (minutes !== undefined || place <= largeOnes),
    noteOf: (entry) => featuredNote(entry, bothClocks),
    forModel,
  });
}

/** In the form in which this one is read; and this one as a page. */
function neighbours(edition: Edition, formOf: (page: string) => string): Link[] {
  const { period, section, page, minutes, previous, next } = edition;
  const of = { section: section?.address };
  const linkToEdition = (which: string, neighbour: Period | undefined) =>
    neighbour === undefined
      ? []
      : [linkTo(`${which}: ${periodTitle(neighbour)}`, formOf(links.edition(neighbour, of)))];
  return [
    ...linkToEdition("Before", previous),
    ...linkToEdition("After", next),
    linkTo("As a page", links.edition(period, { ...of, page, minutes })),
  ];
}

/** What there is of it besides. */
function furtherBlocks(edition: Edition, formOf: (page: string) => string): Block[] {
  const { period, section, page, pages, minutes, entries, total } = edition;
  const at = (to: { page?: number }) =>
    formOf(links.edition(period, { section: section?.address, ...to }));
  const further = [
    ...(page < pages ? [linkTo(`Page ${page + 1} of ${pages}`, at({ page: page + 1 }))] : []),
    ...(page > 1 ? [linkTo(`Page ${page - 1} of ${pages}`, at({ page: page - 1 }))] : []),
    ...(minutes !== undefined && entries.length < total
      ? [linkTo(`The whole edition, ${count(total, "paper")}`, at({}))]
      : []),
  ];
  return further.length > 0 ? [{ kind: "links", links: further }] : [];
}
