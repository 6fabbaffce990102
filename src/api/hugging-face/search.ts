// Search as Hugging Face's clients ask for it: the search of the page, words and meaning together.
import type { Hono } from "hono";
import { z } from "zod";
import { dayIn } from "../../papers/period.ts";
import { searchPapers } from "../../search/search.ts";
import type { ApiOptions } from "../options.ts";
import { sendJson } from "../send-json.ts";
import { count } from "../reading/count.ts";
import { read } from "./query.ts";
import { tellListed } from "./lists.ts";

const longestQuery = 250;

const searchQuery = z.object({
  q: z.string().max(longestQuery, `must be ${longestQuery} characters long at most`).default(""),
  limit: count(1, 120).default(20),
});

export function addPapersSearch(api: Hono, options: ApiOptions): void {
  // /papers/search?q=…&limit=20, best first.
  api.get("/papers/search", async (c) => {
    const { q, limit } = read(searchQuery, c.req.query());
    const { db, finder, config, clock } = options;
    const today = dayIn(config.TIME_ZONE, clock());
    const { papers } = await searchPapers(db, finder, { query: q, perPage: limit, today });
    return sendJson(
      c,
      await tellListed(
        options,
        papers.map((paper) => ({ paper })),
      ),
    );
  });
}
