// What gathers votes now.
import { z } from "zod";
import { rankedBlocks } from "../../../editions/documents/ranked-blocks.ts";
import { getTrending, trendingDays } from "../../../editions/trending.ts";
import { openHidden, readerOf } from "../../../search/asking.ts";
import { day } from "../../shapes/values.ts";
import {
  countFields,
  hiddenField,
  pageFields,
  rankedShape,
  saysHidden,
  saysMore,
  tellRanked,
} from "../listed.ts";
import { count } from "../../../papers/words.ts";
import { dataNotice, paragraphs, writeDocument } from "../markdown.ts";
import { tool } from "../tool.ts";

export const getTrendingTool = tool({
  name: "get_trending",
  title: "What is trending",
  description:
    "The papers of the last two weeks that gather votes and talk now, most of all first, each with the reasons. Use it for what people are reading, whatever day it came.",
  input: pageFields,
  output: { first: day, last: day, ...countFields, ...hiddenField, papers: z.array(rankedShape) },
  async answer({ limit, page }, context) {
    const { db, config, clock } = context;
    const trending = await getTrending(db, {
      now: clock(),
      timeZone: config.TIME_ZONE,
      muted: await openHidden(context, readerOf(context.asker)),
      page,
      perPage: limit,
    });
    const { first, last, total, mutedCount, pages } = trending;
    const papers = await tellRanked(trending.entries, context);
    return {
      data: { first, last, total, page, pages, hidden: mutedCount, papers },
      text: paragraphs(
        "# Trending",
        total === 0
          ? "Nothing of late has gathered votes."
          : `${count(total, "paper")} of the last ${trendingDays} days.`,
        saysHidden(mutedCount),
        papers.length > 0 && dataNotice,
        writeDocument(await rankedBlocks(db, trending.entries, { forModel: true }), context),
        saysMore(trending),
      ),
    };
  },
});
