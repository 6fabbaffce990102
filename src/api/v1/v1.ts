// Our own API, first version: every route that it has, and how they answer.
import { Hono } from "hono";
import type { ApiDescription } from "../../api-description.ts";
import { NotFound } from "../../errors.ts";
import { apiError } from "../errors.ts";
import type { ApiOptions } from "../options.ts";
import { sendTold } from "./answer.ts";
import { citationRoute } from "./citation.ts";
import { commentWritingRoutes } from "./comment-writing.ts";
import { commentRoutes } from "./comments.ts";
import { discussionsRoute } from "./discussions.ts";
import { editionListRoute } from "./edition-list.ts";
import { editionRoutes } from "./editions.ts";
import { findExamples } from "./examples.ts";
import { followedPapersRoute } from "./followed-papers.ts";
import { followingRoutes } from "./following.ts";
import { libraryRoutes } from "./library.ts";
import { meRoutes } from "./me.ts";
import { openToOtherSites, refuseOtherMethods } from "./methods.ts";
import { moderationRoute } from "./moderation.ts";
import { describeApi } from "./openapi.ts";
import { paperStandingRoutes } from "./paper-standings.ts";
import { paperRoute, similarRoute } from "./papers.ts";
import { peopleRoutes } from "./people.ts";
import { picksRoute } from "./picks.ts";
import { rankingRoutes } from "./ranking.ts";
import { demandReadable } from "./read-request.ts";
import { receiptRoutes } from "./receipts.ts";
import { addRoute, bySaying, type Route } from "./route.ts";
import { searchRoutes } from "./search.ts";
import { sectionRoutes } from "./sections.ts";
import { sinceRoute } from "./since.ts";
import { statusRoute } from "./status.ts";
import { submissionRoutes } from "./submissions.ts";
import { trendingRoute } from "./trending.ts";
import { voteRoutes } from "./votes.ts";

/** In the order of the description. */
export const routes: readonly Route[] = [
  editionListRoute,
  ...editionRoutes,
  ...receiptRoutes,
  sinceRoute,
  trendingRoute,
  picksRoute,
  ...sectionRoutes,
  paperRoute,
  similarRoute,
  citationRoute,
  ...paperStandingRoutes,
  ...searchRoutes,
  discussionsRoute,
  ...commentRoutes,
  ...peopleRoutes,
  ...rankingRoutes,
  moderationRoute,
  statusRoute,
  ...commentWritingRoutes,
  ...voteRoutes,
  ...submissionRoutes,
  ...libraryRoutes,
  ...followingRoutes,
  followedPapersRoute,
  ...meRoutes,
];

const descriptionPath = "/openapi.json";

/** Describes the API with examples from what is here by now. */
export type DescribeApi = () => Promise<ApiDescription>;

export function createV1(options: ApiOptions): { api: Hono; describe: DescribeApi } {
  const { config, log } = options;
  const api = new Hono();
  const describe = async () => describeApi(routes, config, await findExamples(options));
  if (!config.PRIVATE) api.use(openToOtherSites());
  api.use(async (c, next) => {
    demandReadable(c);
    await next();
  });
  const ordered = routes.toSorted(bySaying);
  for (const each of ordered) addRoute(api, options, each);
  api.get(descriptionPath, async (c) =>
    sendTold(c, await describe(), { site: config.SITE_URL, isOwn: false }),
  );
  refuseOtherMethods(api, [...ordered, { path: descriptionPath, method: "get" }]);
  api.all("/*", () => {
    throw new NotFound("There is no such address in this API.");
  });
  api.onError((error, c) => apiError(error, c, log));
  return { api, describe };
}
