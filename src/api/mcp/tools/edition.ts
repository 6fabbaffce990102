// An edition: the papers of a day, a week or a month in their order.
import { z } from "zod";
import { getEdition, type Edition } from "../../../editions/edition.ts";
import { editionDocument } from "../../../editions/documents/edition-document.ts";
import {
  explanationOf,
  tellEmpty,
  type ToldEmpty,
} from "../../../editions/documents/empty-explanation.ts";
import { getPeriod, periodNames } from "../../../editions/find-period.ts";
import { mostMinutes } from "../../../editions/handful.ts";
import { getReceipt } from "../../../editions/receipt.ts";
import { getSection } from "../../../editions/sections.ts";
import { capital } from "../../../papers/capital.ts";
import { plainLine } from "../../../papers/documents/write-plain.ts";
import { openHidden, readerOf } from "../../../search/asking.ts";
import { count as numberField } from "../../reading/count.ts";
import { periodShape, tellPeriod } from "../../shapes/period.ts";
import {
  countFields,
  hiddenField,
  pageFields,
  rankedShape,
  saysHidden,
  saysMore,
  tellRanked,
} from "../listed.ts";
import { dataNotice, paragraphs, writeDocument } from "../markdown.ts";
import type { McpContext } from "../options.ts";
import { tool } from "../tool.ts";

const input = {
  edition: z
    .string()
    .max(60)
    .default("newest")
    .meta({
      description: `${capital(periodNames)}; today is by the clock of the site, newest the last day with papers.`,
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
    "The papers that were announced or featured on a day, or in a week or month, ranked by what matters, each with the reasons for its place. Use it for what is new: newest, this week, in one field.",
  input,
  output: {
    edition: periodShape,
    section: z.string().nullable(),
    ...countFields,
    ...hiddenField,
    previousEdition: z
      .string()
      .nullable()
      .meta({ description: "The edition before that has papers." }),
    nextEdition: z.string().nullable().meta({ description: "The edition after that has papers." }),
    empty: z.string().nullable().meta({ description: "Why it has no papers." }),
    papers: z.array(rankedShape),
  },
  async answer(asked, context) {
    const { period, edition, empty } = await readEdition(asked, context);
    const { section, total, mutedCount, page, pages, previous, next } = edition;
    const papers = await tellRanked(edition.entries, context);
    const document = await editionDocument(context, edition, { empty, forModel: true });
    return {
      data: {
        edition: tellPeriod(period, context.config.SITE_URL),
        section: section?.address ?? null,
        total,
        page,
        pages,
        hidden: mutedCount,
        previousEdition: previous?.key ?? null,
        nextEdition: next?.key ?? null,
        empty: empty ? sayWhyEmpty(empty) : null,
        papers,
      },
      text: paragraphs(
        papers.length > 0 && dataNotice,
        writeDocument(document, context),
        saysHidden(mutedCount),
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
  { edition: key, section: address, ...asked }: Asked,
  context: McpContext,
) {
  const { db, judge } = context;
  const section = address === undefined ? undefined : await getSection(context, address);
  const period = await getPeriod(context, { key, section });
  const edition = await getEdition(db, {
    period,
    section,
    judge,
    minutes: asked.minutes,
    page: asked.page,
    perPage: asked.limit,
    muted: await openHidden(context, readerOf(context.asker)),
  });
  if (edition.total + edition.mutedCount > 0) return { period, edition };
  const receipt = await getReceipt(db, { period });
  const timeZone = context.config.TIME_ZONE;
  return { period, edition, empty: await tellEmpty(context, { edition, receipt, timeZone }) };
}

function sayWhyEmpty(told: ToldEmpty): string {
  return [...told.says, plainLine(explanationOf(told))].join(" ");
}

function saysNeighbours({ previous, next }: Edition): string {
  const before = previous && `before it: \`${previous.key}\``;
  const after = next && `after it: \`${next.key}\``;
  const both = [before, after].filter(Boolean).join(", ");
  return both && `Editions ${both}.`;
}
