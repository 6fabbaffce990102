// What gathers votes now.
import { z } from "zod";
import { getTrending } from "../../../editions/trending.ts";
import { day } from "../../shapes/values.ts";
import {
  countFields,
  pageFields,
  rankedShape,
  saysMore,
  tellRanked,
  writeRanked,
} from "../listed.ts";
import { count, dataNotice, paragraphs } from "../markdown.ts";
import { tool } from "../tool.ts";

export const getTrendingTool = tool({
  name: "get_trending",
  title: "What is trending",
  description:
    "The papers of the last two weeks that gather votes and talk now, most of all first, each with the reasons. Use it for what people are reading, whatever day it came.",
  input: pageFields,
  output: { first: day, last: day, ...countFields, papers: z.array(rankedShape) },
  async answer({ limit, page }, context) {
    const { db, config, clock } = context;
    const trending = await getTrending(db, {
      now: clock(),
      timeZone: config.TIME_ZONE,
      page,
      perPage: limit,
    });
    const { first, last, total, pages } = trending;
    const papers = await tellRanked(trending.entries, context);
    return {
      data: { first, last, total, page, pages, papers },
      text: paragraphs(
        `# Trending, ${first} to ${last}`,
        total === 0 ? "Nothing of late has gathered votes." : `${count(total, "paper")}.`,
        papers.length > 0 && dataNotice,
        writeRanked(papers),
        saysMore(trending),
      ),
    };
  },
});
