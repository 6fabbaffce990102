// Sitemaps (sitemaps.org/protocol.html): an index, the editions, the sections, and all papers in files
// of those whose numbers follow each other, so that each costs the same however many papers there are.
import type { Context } from "hono";
import { listCategories } from "../../catalogue/categories.ts";
import { greatestPaper, listDays, listNamedPapers } from "../../catalogue/all-papers.ts";
import { catalogueSize } from "../../catalogue/papers.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { dayPeriod, monthPeriod, parseDay, weekPeriod, type Day } from "../../papers/period.ts";
import { escapeHtml } from "../../papers/tex/escape.ts";
import type { Handler, Web } from "../context.ts";
import { isKnown } from "../../conditional.ts";
import { readNumber } from "../requests.ts";

/** The protocol's own limit. */
const mostInFile = 50_000;
/** So many are read at a time, so that others are answered meanwhile. */
const atOnce = 1_000;
const caching = "public, max-age=3600";
const type = "application/xml; charset=utf-8";

/** A path of the site, and when it last changed. */
interface Entry {
  path: string;
  changed?: Day | undefined;
}

export const sendSitemapIndex: Handler = async (c, web) => {
  demandPublic(web);
  const files = Math.ceil((await greatestPaper(web.db)) / mostInFile);
  const paths = [
    links.sitemapOf("sections"),
    links.sitemapOf("editions"),
    ...Array.from({ length: files }, (_, index) => links.sitemapOf(`papers-${index + 1}`)),
  ];
  return send(c, [
    opening("sitemapindex"),
    ...paths.map((path) => `<sitemap><loc>${locationOf(web, path)}</loc></sitemap>\n`),
    "</sitemapindex>\n",
  ]);
};

export const sendSitemap: Handler = async (c, web) => {
  demandPublic(web);
  const name = c.req.param("name") ?? "";
  if (name === "sections.xml") return sendList(c, web, await listSections(web));
  if (name === "editions.xml") return sendList(c, web, await listEditions(web));
  const number = readNumber(/^papers-(\d+)\.xml$/.exec(name)?.[1]) ?? 0;
  const files = Math.ceil((await greatestPaper(web.db)) / mostInFile);
  if (number < 1 || number > files) throw new NotFound("There is no sitemap at this address.");
  return await sendPapers(c, web, number);
};

/** What only its readers may see is told to nobody else. @throws NotFound */
function demandPublic({ config }: Web): void {
  if (config.PRIVATE) throw new NotFound("A private site has no sitemap.");
}

async function listSections({ db, sections }: Web): Promise<Entry[]> {
  const pages = [
    links.home,
    links.trending,
    links.sections,
    links.discussions,
    links.ranking,
    links.searchHelp,
    links.subscribe,
  ];
  const addresses = [...sections.map(({ address }) => address), ...(await listCategories(db))];
  return [...pages, ...addresses.slice(0, mostInFile / 2).map(links.section)].map((path) => ({
    path,
  }));
}

/** Every day, week and month that has papers; of the sample there are none. */
async function listEditions({ db }: Web): Promise<Entry[]> {
  const days = (await catalogueSize(db)).sample ? [] : await listDays(db);
  const periods = [dayPeriod, weekPeriod, monthPeriod].flatMap((periodOf) => days.map(periodOf));
  const paths = new Set(periods.map((period) => links.edition(period)));
  return [...paths].slice(-mostInFile).map((path) => ({ path }));
}

function sendList(c: Context, web: Web, entries: readonly Entry[]): Response {
  return send(c, [
    opening("urlset"),
    ...entries.map((each) => writeEntry(web, each)),
    "</urlset>\n",
  ]);
}

function send(c: Context, parts: readonly string[]): Response {
  const body = parts.join("");
  if (isKnown(c, { state: body, caching })) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": type });
}

/** Written as it is read, so that there is never more than a part of it in memory. */
async function sendPapers(c: Context, web: Web, number: number): Promise<Response> {
  const last = number * mostInFile;
  let first = last - mostInFile + 1;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      stream.enqueue(encoder.encode(opening("urlset")));
    },
    async pull(stream) {
      const papers = await listNamedPapers(web.db, { first, last, limit: atOnce });
      first = (papers.at(-1)?.id ?? last) + 1;
      const entries = papers.map(({ identifier, changedAt }) =>
        writeEntry(web, {
          path: links.paper(identifier),
          changed: parseDay(changedAt?.slice(0, 10) ?? ""),
        }),
      );
      const isLast = papers.length < atOnce;
      stream.enqueue(encoder.encode(entries.join("") + (isLast ? "</urlset>\n" : "")));
      if (isLast) stream.close();
    },
  });
  return c.body(body, 200, { "Content-Type": type, "Cache-Control": caching });
}

function opening(of: "urlset" | "sitemapindex"): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${of} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n`;
}

function writeEntry(web: Web, { path, changed }: Entry): string {
  const when = changed === undefined ? "" : `<lastmod>${changed}</lastmod>`;
  return `<url><loc>${locationOf(web, path)}</loc>${when}</url>\n`;
}

function locationOf({ config }: Web, path: string): string {
  return escapeHtml(links.whole(path, config.SITE_URL));
}
