// A reader's library: rows that can be searched, sorted and ticked, and what is done with those ticked.
import type { Context } from "hono";
import { exportPapers } from "../../community/library/export.ts";
import { addTags, markRead, removePapers, removeTags } from "../../community/library/library.ts";
import {
  countListed,
  countShelf,
  listShelf,
  listShelfNumbers,
} from "../../community/library/shelf.ts";
import { parseTags } from "../../community/library/tag.ts";
import { sectionOptions } from "../../editions/sections.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import {
  bibliographyFormats,
  type BibliographyFormat,
} from "../../papers/citations/bibliography.ts";
import { openQuery } from "../../search/matching.ts";
import type { Web } from "../context.ts";
import { getReader, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { demandPage, readFields, shortened } from "../requests.ts";
import { doneIn, readDone, type Done } from "../library-done.ts";
import { partOf, readPart, type LibraryPart } from "../library-part.ts";
import { LibraryPage } from "../views/library.tsx";
import { LibraryRemoval } from "../views/library-removal.tsx";

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
  const { tag, unread, order } = part;
  const listed = { reader, tag, unread, among: found };
  const counts = await countShelf(web.db, reader);
  const total = await countListed(web.db, listed, counts);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const done = readDone((name) => c.req.query(name));
  // What was done may have made the list shorter.
  if (!done) demandPage(part.page, pages);
  const page = Math.min(part.page, pages);
  return await renderPage(
    c,
    web,
    { title: "Library", robots: "noindex", nav: "library" },
    <LibraryPage
      part={part}
      query={query}
      counts={counts}
      shelf={{ rows: await listShelf(web.db, { ...listed, order, page, perPage }), total }}
      paging={{ page, pages, perPage }}
      done={done}
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
  const fields = await readFields(c);
  const field = (name: string) => fields.get(name)?.[0];
  const part = readPart(field);
  const numbers = (fields.get("paper") ?? []).map(Number).filter(Number.isSafeInteger);
  const ticked = [...new Set(numbers)];
  const tags = field("tags") ?? "";
  const isAll = field("all") === "1";
  let done: Done;
  try {
    const papers = isAll ? await listAll(web, reader, part) : ticked;
    if (papers.length === 0) throw new Invalid("Tick the papers first, each at its left.");
    const format = formatOf(field("export"));
    if (format) {
      await web.limits.library(reader);
      return await send(c, web, { reader, papers, format });
    }
    const asks = isAll && papers.length > 1 && field("act") === "remove";
    if (asks && field("sure") !== "1") {
      return await askBeforeRemoval(c, web, { part, papers: papers.length });
    }
    done = await act(web, { reader, papers, what: field("act"), tags });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await show(c, web, part, { says: error.message, ticked, tags });
  }
  return c.redirect(links.libraryPart({ ...partOf(part), ...doneIn(done) }), 303);
}

async function askBeforeRemoval(
  c: Context,
  web: Web,
  asked: { part: LibraryPart; papers: number },
): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "Remove papers", robots: "noindex", nav: "library" },
    <LibraryRemoval {...asked} />,
  );
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
async function act(web: Web, { reader, papers, what, tags: written }: Act): Promise<Done> {
  const own = { reader, papers };
  switch (what) {
    case "tag":
    case "untag": {
      const tags = tagsIn(written);
      if (what === "tag") await addTags(web, { ...own, tags });
      else await removeTags(web, { ...own, tags });
      return { deed: what, papers: papers.length, tags };
    }
    case "read":
    case "unread":
      await markRead(web, { ...own, read: what === "read" });
      return { deed: what, papers: papers.length, tags: [] };
    case "remove":
      return { deed: what, papers: await removePapers(web, own), tags: [] };
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
  await web.limits.exportLibrary(reader);
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
