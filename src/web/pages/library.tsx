// A reader's library: rows that can be searched, sorted and ticked, and what is done with those ticked.
import type { Context } from "hono";
import {
  bibliographyFormats,
  exportPapers,
  type BibliographyFormat,
} from "../../community/library/export.ts";
import { addTags, markRead, removePapers, removeTags } from "../../community/library/library.ts";
import { countShelf, listShelf, listShelfNumbers } from "../../community/library/shelf.ts";
import { parseTags } from "../../community/library/tag.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { openQuery } from "../../search/matching.ts";
import type { Web } from "../context.ts";
import { getReader, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readFields, sectionOptions, shortened } from "../requests.ts";
import { partOf, readPart, type LibraryPart } from "../library-part.ts";
import { LibraryPage } from "../views/library.tsx";
import { count } from "../views/words.ts";

const perPage = 50;

export async function showLibrary(c: Context, web: Web): Promise<Response> {
  return await show(
    c,
    web,
    readPart((name) => c.req.query(name)),
  );
}

/** What was ticked and typed when something could not be done, and why. */
interface Fault {
  says: string;
  ticked: readonly number[];
  tags: string;
}

async function show(c: Context, web: Web, part: LibraryPart, fault?: Fault): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const { query, found } = await search(web, reader, part);
  const { tag, unread, order, page } = part;
  const [counts, shelf] = await Promise.all([
    countShelf(web.db, reader),
    listShelf(web.db, { reader, tag, unread, among: found, order, page, perPage }),
  ]);
  const pages = Math.max(1, Math.ceil(shelf.total / perPage));
  if (page > pages) throw new NotFound(`This list has ${count(pages, "page")}.`);
  return await renderPage(
    c,
    web,
    { title: "Library", robots: "noindex", nav: "library" },
    <LibraryPage
      part={part}
      query={query}
      counts={counts}
      shelf={shelf}
      paging={{ page, pages, perPage }}
      fault={fault}
      timeZone={await zoneOf(c, web)}
    />,
    fault ? 400 : 200,
  );
}

/** Which papers a search finds, looked for in the language that all searches have. */
async function search(web: Web, reader: number, { q }: LibraryPart) {
  if (q === "") return { query: undefined, found: undefined };
  const { finder, today } = sectionOptions(web);
  const { query, papers } = await openQuery(web.db, finder, { query: q, today, reader });
  if (query.isEmpty) return { query, found: undefined };
  return { query, found: await papers.among(await listShelfNumbers(web.db, { reader })) };
}

/** What is done with the papers that are ticked, or with all of the list. */
export async function changeLibrary(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  await web.limits.library(reader);
  const fields = await readFields(c);
  const field = (name: string) => fields.get(name)?.[0];
  const part = readPart(field);
  const ticked = (fields.get("paper") ?? []).map(Number).filter(Number.isSafeInteger);
  const tags = field("tags") ?? "";
  try {
    const papers = field("all") === "1" ? await listAll(web, reader, part) : ticked;
    if (papers.length === 0) throw new Invalid("Tick the papers first, each at its left.");
    const format = formatOf(field("export"));
    if (format) return await send(c, web, { reader, papers, format });
    await act(web, { reader, papers, what: field("act"), tags });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await show(c, web, part, { says: error.message, ticked, tags });
  }
  return c.redirect(links.libraryPart(partOf(part)), 303);
}

async function listAll(web: Web, reader: number, part: LibraryPart): Promise<number[]> {
  const { found } = await search(web, reader, part);
  const { tag, unread } = part;
  return await listShelfNumbers(web.db, { reader, tag, unread, among: found });
}

interface Act {
  reader: number;
  papers: readonly number[];
  what: string | undefined;
  tags: string;
}

/** @throws Invalid */
async function act({ db, clock }: Web, { reader, papers, what, tags }: Act): Promise<void> {
  const own = { reader, papers };
  const now = clock();
  switch (what) {
    case "tag":
      return await addTags(db, { ...own, tags: tagsIn(tags), now });
    case "untag":
      return await removeTags(db, { ...own, tags: tagsIn(tags) });
    case "read":
    case "unread":
      return await markRead(db, { ...own, read: what === "read", now });
    case "remove":
      await removePapers(db, own);
      return;
    default:
      throw new Invalid("Say what to do with the papers that are ticked.");
  }
}

function tagsIn(written: string): string[] {
  const tags = parseTags(written);
  if (tags.length === 0) throw new Invalid("Write the tag beside the button, as in to-read.");
  return tags;
}

/** All of the library, or one tag of it, as a bibliography. */
export async function exportLibrary(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const format = formatOf(c.req.query("format"));
  if (!format) {
    throw new Invalid(`An export is in ${Object.keys(bibliographyFormats).join(", ")}.`);
  }
  const { tag } = readPart((name) => c.req.query(name));
  const papers = await listShelfNumbers(web.db, { reader, tag });
  if (papers.length === 0) {
    const which = tag === undefined ? "" : ` under “${shortened(tag)}”`;
    throw new NotFound(`There is nothing in your library${which}.`);
  }
  return await send(c, web, { reader, papers, format, tag });
}

interface Sending {
  reader: number;
  papers: readonly number[];
  format: BibliographyFormat;
  tag?: string | undefined;
}

async function send(
  c: Context,
  web: Web,
  { reader, papers, format, tag }: Sending,
): Promise<Response> {
  const { ending, type } = bibliographyFormats[format];
  const name = tag === undefined ? "library" : `library-${tag.replaceAll(/[^a-z0-9_-]+/g, "-")}`;
  return c.body(await exportPapers(web.db, { reader, papers, format }), 200, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Disposition": `attachment; filename="${name}.${ending}"`,
    "Cache-Control": "no-store",
  });
}

function formatOf(written: string | undefined): BibliographyFormat | undefined {
  return written !== undefined && Object.hasOwn(bibliographyFormats, written)
    ? (written as BibliographyFormat)
    : undefined;
}
