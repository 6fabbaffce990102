// The JSON of every page, in the shape that clients of Hugging Face's papers API already read.
import { Hono } from "hono";
import { z } from "zod";
import { getPaper } from "../catalogue/papers.ts";
import { countTalk } from "../community/discussion/talk-counts.ts";
import { findNewestEdition, getEdition } from "../editions/edition.ts";
import { NotFound } from "../errors.ts";
import { parseIdentifier } from "../papers/identifier.ts";
import { markdownToHtml } from "../papers/markdown/markdown.ts";
import { rememberRendered } from "../papers/markdown/rendered.ts";
import type { Paper } from "../papers/paper.ts";
import { dayIn, dayPeriod, parsePeriod, type Period } from "../papers/period.ts";
import { searchPapers } from "../search/search.ts";
import { apiError } from "./errors.ts";
import type { ApiDescription } from "./v1/openapi.ts";
import { createV1 } from "./v1/v1.ts";
import { listApiComments, listDiscussionEvents } from "./comments.ts";
import { addEditions } from "./editions.ts";
import { addSearch } from "./search.ts";
import { addSections } from "./sections.ts";
import { addTrending } from "./trending.ts";
import { listedPaper, paperDetail } from "./hugging-face.ts";
import { listEntries } from "./listed-entries.ts";
import type { ApiOptions } from "./options.ts";
import { count, listQuery, minutesQuery, read } from "./query.ts";

export function createApi(options: ApiOptions): { api: Hono; description: ApiDescription } {
  const { db, finder, judge, config, clock, log } = options;
  const renderMarkdown = rememberRendered((source, people) => markdownToHtml(source, { people }));
  const discussions = { db, config, renderMarkdown };
  const api = new Hono();
  const { api: v1, description } = createV1(options);
  api.route("/v1", v1);

  // ?date=2026-03-27 | ?week=2026-W13 | ?month=2026-03; without any, the newest edition.
  api.get("/daily_papers", async (c) => {
    const query = read(dailyPapersQuery, c.req.query());
    const period = await periodOf(query);
    if (!period) return c.json([]);
    const edition = await getEdition(db, {
      period,
      page: query.p + 1,
      perPage: query.limit,
      minutes: query.minutes,
      judge,
    });
    return c.json(await listEntries(db, edition.entries));
  });

  api.get("/papers/search", async (c) => {
    const { q, limit } = read(searchQuery, c.req.query());
    const { papers } = await searchPapers(db, finder, {
      query: q,
      perPage: limit,
      today: dayIn(config.TIME_ZONE, clock()),
    });
    const talk = await countTalk(
      db,
      papers.map(({ id }) => id),
    );
    return c.json(
      papers.map((paper) => listedPaper(paper, paper.appearances.at(-1)?.day, talk.get(paper.id))),
    );
  });

  // ?p=0&limit=50, the oldest first.
  api.get("/papers/:identifier{.+/comments}", async (c) => {
    const { p, limit } = read(listQuery, c.req.query());
    const paper = await getNamed(c.req.param("identifier").replace(/\/comments$/, ""));
    return c.json(await listApiComments(discussions, { paper: paper.id, p, limit }));
  });

  // With ?field=comments what is said of it too.
  api.get("/papers/:identifier{.+}", async (c) => {
    const { field } = read(fieldQuery, c.req.query());
    const paper = await getNamed(c.req.param("identifier"));
    const detail = paperDetail(paper);
    if (field !== "comments") return c.json(detail);
    return c.json({ ...detail, comments: await listDiscussionEvents(discussions, paper.id) });
  });

  addEditions(api, options);
  addSearch(api, options);
  addSections(api, options);
  addTrending(api, options);

  api.all("/*", () => {
    throw new NotFound("There is no such address in this API.");
  });
  api.onError((error, c) => apiError(error, c, log));
  return { api, description };

  async function getNamed(pasted: string): Promise<Paper> {
    const named = parseIdentifier(pasted);
    if (!named) throw new NotFound(`"${pasted.slice(0, 100)}" is not an identifier of a paper.`);
    return await getPaper(db, named.identifier);
  }

  async function periodOf(query: DailyPapersQuery): Promise<Period | undefined> {
    const written = query.date ?? query.week ?? query.month;
    if (written !== undefined) return parsePeriod(written);
    const newest = await findNewestEdition(db);
    return newest === undefined ? undefined : dayPeriod(newest);
  }
}

function period(kind: Period["kind"], example: string) {
  return z
    .string()
    .refine((text) => parsePeriod(text)?.kind === kind, `must be a ${kind} such as ${example}`)
    .optional();
}

const dailyPapersQuery = z.object({
  date: period("day", "2026-03-27"),
  week: period("week", "2026-W13"),
  month: period("month", "2026-03"),
  ...listQuery.shape,
  ...minutesQuery.shape,
});

// What else their clients ask for there is no part of a paper here.
const fieldQuery = z.object({ field: z.string().optional() });

const searchQuery = z.object({ q: z.string().default(""), limit: count(1, 120).default(20) });

type DailyPapersQuery = z.infer<typeof dailyPapersQuery>;
