// An edition: the papers of a day, a week or a month in their order.
import { z } from "zod";
import { findNewestEdition, getEdition, type Edition } from "../../../editions/edition.ts";
import { whyEmpty, type WhyEmpty } from "../../../editions/empty-day.ts";
import { mostMinutes } from "../../../editions/handful.ts";
import { NotFound } from "../../../errors.ts";
import { dayPeriod, periodTitle, type CalendarPeriod } from "../../../papers/period.ts";
import { count as numberField } from "../../reading/count.ts";
import { periodNamed } from "../../reading/period.ts";
import { periodShape, tellPeriod } from "../../shapes/period.ts";
import { openSectionNamed } from "../../reading/section.ts";
import {
  countFields,
  pageFields,
  rankedShape,
  saysMore,
  tellRanked,
  writeRanked,
} from "../listed.ts";
import { count, dataNotice, inline, paragraphs } from "../markdown.ts";
import type { McpContext } from "../options.ts";
import { tool } from "../tool.ts";

const input = {
  edition: z.string().max(60).default("newest").meta({
    description: "newest, a day (2026-03-27), a week (2026-W13, from Monday) or a month (2026-03).",
  }),
  section: z.string().max(60).optional().meta({
    description: "Only what this section has: an address of list_sections, or a category: cs.CV.",
  }),
  minutes: numberField(1, mostMinutes).optional().meta({
    description: "Only as many papers as can be read in so many minutes, chosen to differ.",
  }),
  ...pageFields,
};

export const getEditionTool = tool({
  name: "get_edition",
  title: "Read an edition",
  description:
    "The papers that were announced or featured on a day, or in a week or month, ranked by what matters, each with the reasons for its place. Use it for what is new: today, this week, in one field.",
  input,
  output: {
    edition: periodShape,
    section: z.string().nullable(),
    ...countFields,
    previous: z.string().nullable().meta({ description: "The edition before that has papers." }),
    next: z.string().nullable().meta({ description: "The edition after that has papers." }),
    empty: z.string().nullable().meta({ description: "Why it has no papers." }),
    papers: z.array(rankedShape),
  },
  async answer(asked, context) {
    const { period, edition, empty } = await readEdition(asked, context);
    const { section, total, page, pages, previous, next } = edition;
    const papers = await tellRanked(edition.entries, context);
    return {
      data: {
        edition: tellPeriod(period, context.config.SITE_URL),
        section: section?.address ?? null,
        total,
        page,
        pages,
        previous: previous?.key ?? null,
        next: next?.key ?? null,
        empty: empty ?? null,
        papers,
      },
      text: paragraphs(
        `# ${titleOf(edition)}`,
        empty ?? saysHowMany(edition),
        papers.length > 0 && dataNotice,
        writeRanked(papers),
        saysMore(edition),
        saysNeighbours(edition),
      ),
    };
  },
});

interface Asked {
  edition: string;
  section?: string | undefined;
  minutes?: number | undefined;
  limit: number;
  page: number;
}

/** The same as a document. @throws NotFound */
export async function writeEdition(edition: string, context: McpContext): Promise<string> {
  const asked = { edition, limit: 50, page: 1 };
  return (await getEditionTool.answer(asked, context)).text;
}

async function readEdition(
  { edition: named, section: address, ...asked }: Asked,
  context: McpContext,
) {
  const { db, judge } = context;
  const section = address === undefined ? undefined : await openSectionNamed(address, context);
  const period = named === "newest" ? await newest() : await periodNamed(named, context);
  const edition = await getEdition(db, {
    period,
    section,
    judge,
    minutes: asked.minutes,
    page: asked.page,
    perPage: asked.limit,
  });
  const empty = edition.total === 0 ? saysWhyEmpty(await askWhyEmpty(period, context)) : undefined;
  return { period, edition, empty };

  async function newest(): Promise<CalendarPeriod> {
    const day = await findNewestEdition(db, { section });
    if (day === undefined) throw new NotFound("There is no edition of that yet.");
    return dayPeriod(day);
  }
}

async function askWhyEmpty(period: CalendarPeriod, { db, config, clock }: McpContext) {
  return await whyEmpty(db, {
    period,
    now: clock(),
    timeZone: config.TIME_ZONE,
    deferrals: config.ARXIV_DEFERRALS,
    gathers: config.SOURCES.has("arxiv"),
  });
}

function saysWhyEmpty(empty: WhyEmpty): string {
  if (empty.why === "holiday") return `A holiday; the next announcement bears ${empty.next}.`;
  if (empty.why === "weekend") return `A weekend; the next announcement bears ${empty.next}.`;
  if (empty.why === "future") return "This is still to come.";
  if (empty.why === "not-yet") return `Not announced yet; expected at ${empty.expectedAt}.`;
  if (empty.why === "failed") return "It was due, and could not be gathered.";
  return "There are no papers in it.";
}

function titleOf({ period, section }: Edition): string {
  return section ? `${inline(section.name)}, ${periodTitle(period)}` : periodTitle(period);
}

function saysHowMany({ total, minutes, entries, page, pages }: Edition): string {
  if (minutes !== undefined) {
    return `${count(entries.length, "paper")} of ${total}, to be read in ${count(minutes, "minute")}.`;
  }
  return `${count(total, "paper")}, best first; page ${page} of ${pages}.`;
}

function saysNeighbours({ previous, next }: Edition): string {
  const before = previous && `before it: \`${previous.key}\``;
  const after = next && `after it: \`${next.key}\``;
  const both = [before, after].filter(Boolean).join(", ");
  return both && `Editions ${both}.`;
}
