// The papers of a day, an ISO week or a month, as the pages of the editions have them; without any, the
// newest edition. Hugging Face's own week ends at W52; ours may be W53, as that of 2026.
import type { Hono } from "hono";
import { z } from "zod";
import { listPapers } from "../../catalogue/papers.ts";
import { listSubmittedBy } from "../../community/people/contributions.ts";
import { findReaderByHandle } from "../../community/readers.ts";
import { listSubmissions } from "../../community/submissions/submissions.ts";
import { getEdition } from "../../editions/edition.ts";
import { findNewestPeriod } from "../../editions/find-period.ts";
import { rankPeriod, readEntries, type Standing } from "../../editions/standings.ts";
import { rankTrending } from "../../editions/trending.ts";
import { Invalid } from "../../errors.ts";
import { parsePeriod, type Period } from "../../papers/period.ts";
import type { ApiOptions } from "../options.ts";
import { sendJson } from "../send-json.ts";
import { listQuery, minutesQuery, read } from "./query.ts";
import { tellEntries, tellListed } from "./lists.ts";
import { siteUser } from "./people.ts";

export function addDailyPapers(api: Hono, options: ApiOptions): void {
  // ?date=2026-03-27 | ?week=2026-W13 | ?month=2026-03, ?submitter=ada, ?sort=trending, ?p=0&limit=50
  api.get("/daily_papers", async (c) => {
    const query = read(dailyPapersQuery, c.req.query());
    return sendJson(c, await listDailyPapers(options, query));
  });
}

type Asked = z.infer<typeof dailyPapersQuery>;

async function listDailyPapers(options: ApiOptions, asked: Asked) {
  const { db } = options;
  const { submitter, sort, p, limit, minutes } = asked;
  const named = readPeriod(asked);
  if (minutes !== undefined) return await listHandful(options, { ...asked, minutes, named });
  const isOfAll = named === undefined && sort !== "trending";
  if (submitter !== undefined && isOfAll && submitter !== siteUser(options.config)) {
    return await listSubmitted(options, { submitter, p, limit });
  }
  const ranked =
    sort === "trending"
      ? await rankTrending(db, { ...clockOf(options), within: named })
      : await rankEdition(options, named);
  const kept = submitter === undefined ? ranked : await keepBy(options, submitter, ranked);
  // In the edition's order, unless dates are asked for.
  const ordered = sort === "publishedAt" ? newestFirst(kept) : kept;
  const entries = await readEntries(db, ordered.slice(p * limit, (p + 1) * limit));
  const places = new Map(ranked.map(({ candidate }, index) => [candidate.id, index + 1]));
  return await tellEntries(
    options,
    entries.map((entry) => ({ ...entry, place: places.get(entry.paper.id)! })),
  );
}

/** @throws Invalid where several are asked for: their clients ask for one. */
function readPeriod({ date, week, month }: Asked): Period | undefined {
  const [one, other] = Object.entries({ date, week, month }).flatMap(([name, key]) =>
    key === undefined ? [] : [{ name, key }],
  );
  if (one && other) {
    throw new Invalid(`"${one.name}" and "${other.name}" are two periods: ask for one of them.`);
  }
  return one && parsePeriod(one.key);
}

/** Without a period, the newest. */
async function rankEdition(
  { db, judge }: ApiOptions,
  named: Period | undefined,
): Promise<Standing[]> {
  const period = named ?? (await findNewestPeriod(db));
  return period ? await rankPeriod(db, { period, judge }) : [];
}

/** An edition cut to what can be read in so many minutes. */
async function listHandful(
  options: ApiOptions,
  { minutes, named, ...asked }: Asked & { minutes: number; named: Period | undefined },
) {
  if (asked.submitter !== undefined || asked.sort !== undefined) {
    throw new Invalid('"minutes" cuts an edition as it is: leave "submitter" and "sort" out.');
  }
  const period = named ?? (await findNewestPeriod(options.db));
  if (!period) return [];
  const { db, judge } = options;
  const { entries } = await getEdition(db, { period, minutes, judge });
  return await tellEntries(options, entries);
}

/** What a reader ever submitted, the newest first. */
async function listSubmitted(
  options: ApiOptions,
  { submitter, p, limit }: Required<Pick<Asked, "p" | "limit">> & { submitter: string },
) {
  const { db } = options;
  const reader = await findReaderByHandle(db, submitter);
  if (!reader) return [];
  const submitted = await listSubmittedBy(db, { reader: reader.id, limit, offset: p * limit });
  const days = new Map(submitted.map(({ paper, day }) => [paper, day]));
  const papers = await listPapers(db, [...days.keys()]);
  return await tellListed(
    options,
    papers.map((paper) => ({ paper, day: days.get(paper.id) })),
  );
}

/** What nobody in particular brought is the site's. */
async function keepBy(
  { db, config }: ApiOptions,
  submitter: string,
  ranked: readonly Standing[],
): Promise<Standing[]> {
  const submissions = await listSubmissions(
    db,
    ranked.map(({ candidate }) => candidate.id),
  );
  const reader = await findReaderByHandle(db, submitter);
  if (!reader && submitter !== siteUser(config)) return [];
  return ranked.filter(({ candidate }) => {
    const submission = submissions.get(candidate.id);
    return reader ? submission?.reader === reader.id : submission === undefined;
  });
}

function newestFirst(standings: readonly Standing[]): Standing[] {
  return standings.toSorted((one, other) =>
    one.candidate.day === other.candidate.day
      ? 0
      : one.candidate.day < other.candidate.day
        ? 1
        : -1,
  );
}

function clockOf({ clock, config }: ApiOptions) {
  return { now: clock(), timeZone: config.TIME_ZONE };
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
  submitter: z.string().optional(),
  sort: z.enum(["publishedAt", "trending"], 'must be "publishedAt" or "trending"').optional(),
  ...listQuery.shape,
  ...minutesQuery.shape,
});
