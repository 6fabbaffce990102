// An edition as text: what its page says to everybody.
import type { Context } from "hono";
import { listSubmissions } from "../../community/submissions/submissions.ts";
import { getEdition, type Edition } from "../../editions/edition.ts";
import { getReceipt, type Receipt } from "../../editions/receipt.ts";
import { links } from "../../links.ts";
import { paragraph, type Block, type Link } from "../../papers/documents/document.ts";
import { periodTitle, type Period } from "../../papers/period.ts";
import { mainReasons, pickAmong } from "../../ranking/reason.ts";
import type { Web } from "../context.ts";
import { inFormat } from "../formats.ts";
import {
  demandPage,
  perPage,
  readMinutes,
  readPageNumber,
  type AskedEdition,
} from "../requests.ts";
import { tellEmpty } from "../told-empty.ts";
import { ClosedNote } from "../views/closed-note.tsx";
import { EditionLine, editionTitle } from "../views/edition-words.tsx";
import { explanationOf, lineOf } from "../views/empty-words.tsx";
import { featuredNote, sizeAt } from "../views/tiers.tsx";
import { count } from "../views/words.ts";
import { entryBlocks } from "./entry-blocks.ts";
import { linkTo } from "./paper-pieces.ts";
import { piecesOf } from "./pieces-of.ts";
import { sendDocument, type DocumentFormat } from "./send-document.ts";

export function sendEditionAs(format: DocumentFormat) {
  return async (c: Context, web: Web, asked: AskedEdition): Promise<Response> => {
    const { period, section } = asked;
    const page = readPageNumber(c);
    const minutes = readMinutes(c);
    const edition = await getEdition(web.db, {
      period,
      section,
      page,
      perPage,
      minutes,
      judge: web.judge,
    });
    demandPage(page, edition.pages, "edition");
    const receipt = await getReceipt(web.db, { period });
    return sendDocument(c, web, {
      format,
      document: [
        { kind: "heading", level: 1, words: [`${web.config.SITE_NAME}, ${editionTitle(edition)}`] },
        ...(await lineBlocks(web, edition, receipt)),
        { kind: "links", links: neighbours(web, edition, format) },
        ...(await entriesOf(web, edition)),
        ...furtherBlocks(web, edition, format),
      ],
      page: links.edition(period, { section: section?.address, page, minutes }),
      robots: edition.sample || edition.total === 0 ? "noindex" : undefined,
    });
  };
}

/** What it says of itself; without papers, why there are none. */
async function lineBlocks(web: Web, edition: Edition, receipt: Receipt): Promise<Block[]> {
  const { total, sample, closed, period, section } = edition;
  const { SITE_URL: site, TIME_ZONE: timeZone } = web.config;
  if (total === 0) {
    const told = await tellEmpty(web, { edition, receipt, timeZone });
    return [
      ...(section === undefined ? [paragraph(...(await piecesOf(lineOf(told), site)))] : []),
      paragraph({ strong: told.says.join(" ") }),
      paragraph(...(await piecesOf(explanationOf(told), site))),
    ];
  }
  const line = <EditionLine edition={edition} receipt={receipt} />;
  const isWhole = section === undefined;
  const clock = { timeZone, now: web.clock() };
  const note = closed && (
    <ClosedNote closed={closed} day={period.first} isWhole={isWhole} {...clock} />
  );
  return [
    paragraph(...(await piecesOf(line, site))),
    ...(sample ? [paragraph("This is a sample, until papers of this site’s own arrive.")] : []),
    ...(note ? [paragraph(...(await piecesOf(note, site)))] : []),
  ];
}

async function entriesOf(web: Web, { entries, minutes }: Edition): Promise<Block[]> {
  const papers = entries.map(({ paper }) => paper.id);
  const submitted = await listSubmissions(web.db, papers);
  const bothClocks = new Set(entries.map(({ kind }) => kind)).size > 1;
  const few = minutes !== undefined;
  return entries.flatMap((entry) => {
    const size = sizeAt(entry.place, { first: entries[0]!.place, few });
    const note = featuredNote(entry, bothClocks);
    return entryBlocks(web, {
      paper: entry.paper,
      place: entry.place,
      reasons: [...mainReasons(entry.reasons), ...(note === undefined ? [] : [note])],
      picked: pickAmong(entry.reasons),
      submission: submitted.get(entry.paper.id),
      isWhole: size === "lead" || size === "featured",
    });
  });
}

/** In the form in which this one is read; and this one as a page. */
function neighbours(web: Web, edition: Edition, format: DocumentFormat): Link[] {
  const { period, section, page, minutes, previous, next } = edition;
  const of = { section: section?.address };
  const at = (path: string) => links.whole(path, web.config.SITE_URL);
  const linkToEdition = (which: string, neighbour: Period | undefined) =>
    neighbour === undefined
      ? []
      : [
          linkTo(
            `${which}: ${periodTitle(neighbour)}`,
            at(inFormat(links.edition(neighbour, of), format)),
          ),
        ];
  return [
    ...linkToEdition("Before", previous),
    ...linkToEdition("After", next),
    linkTo("As a page", at(links.edition(period, { ...of, page, minutes }))),
  ];
}

/** What there is of it besides. */
function furtherBlocks(web: Web, edition: Edition, format: DocumentFormat): Block[] {
  const { period, section, page, pages, minutes, entries, total } = edition;
  const at = (to: { page?: number }) => {
    const path = links.edition(period, { section: section?.address, ...to });
    return links.whole(inFormat(path, format), web.config.SITE_URL);
  };
  const further = [
    ...(page < pages ? [linkTo(`Page ${page + 1} of ${pages}`, at({ page: page + 1 }))] : []),
    ...(page > 1 ? [linkTo(`Page ${page - 1} of ${pages}`, at({ page: page - 1 }))] : []),
    ...(minutes !== undefined && entries.length < total
      ? [linkTo(`The whole edition, ${count(total, "paper")}`, at({}))]
      : []),
  ];
  return further.length > 0 ? [{ kind: "links", links: further }] : [];
}
