// One paper, and all of them, newest first.
import type { Context, Hono } from "hono";
import { z } from "zod";
import { listPapers } from "../../catalogue/papers.ts";
import { links } from "../../links.ts";
import { matching } from "../../search/matching.ts";
import type { ApiOptions } from "../options.ts";
import { sendJson } from "../send-json.ts";
import { count } from "../reading/count.ts";
import { read } from "./query.ts";
import { nextPage, openCursor, readPage, sealCursor } from "../reading/cursor.ts";
import { getNamedPaper } from "../reading/paper.ts";
import { listDiscussionEvents } from "./discussion.ts";
import { tellFlat } from "./lists.ts";

/** How its cursors call the list. */
const allPapers = "papers";

const allQuery = z.object({ cursor: z.string().optional(), limit: count(1, 100).default(50) });

const fields = ["submissionDeadline", "comments"] as const;
const fieldQuery = z.object({
  field: z.enum(fields, 'must be "submissionDeadline" or "comments"').optional(),
});

export function addPapers(api: Hono, options: ApiOptions): void {
  const { db, finder, config } = options;

  // ?cursor=…&limit=50; the next page is where the header Link says (RFC 8288).
  api.get("/papers", async (c) => {
    const { cursor, limit } = read(allQuery, c.req.query());
    const at = cursor === undefined ? undefined : openCursor(cursor, allPapers);
    const page = readPage({ cursor: at, limit });
    const { papers, total } = await matching(finder, undefined).newest(page);
    const next = nextPage(page, total);
    if (next !== null) {
      const asked = new URLSearchParams({
        cursor: sealCursor(next, allPapers),
        limit: String(limit),
      });
      c.header("Link", `<${links.whole(`/api/papers?${asked}`, originOf(c, config))}>; rel="next"`);
    }
    return sendJson(c, await tellFlat(options, await listPapers(db, papers)));
  });

  // With ?field=comments what is said of it too.
  api.get("/papers/:identifier{.+}", async (c) => {
    const { field } = read(fieldQuery, c.req.query());
    const paper = await getNamedPaper(options, c.req.param("identifier"));
    const [told] = await tellFlat(options, [paper]);
    return sendJson(c, {
      ...told,
      // Papers can be brought here at any time.
      ...(field === "submissionDeadline" && { submissionDeadline: null }),
      ...(field === "comments" && { comments: await listDiscussionEvents(options, paper.id) }),
    });
  });
}

/** Under the name by which the client asks, since it sends its token along; a proxy may hide the scheme. */
function originOf(c: Context, { SITE_URL }: ApiOptions["config"]): URL {
  const asked = new URL(c.req.url);
  return asked.host === SITE_URL.host ? SITE_URL : asked;
}
