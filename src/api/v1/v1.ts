// Our own API, first version: every route that it has, and how they answer.
import { Hono } from "hono";
import type { ApiDescriber, ApiDescription } from "../../api-description.ts";
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
import { describeApi, withExamples } from "./openapi.ts";
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

export function createV1(options: ApiOptions): { api: Hono } & ApiDescriber {
  const { config, log } = options;
  const api = new Hono();
  // To make it takes a while, and so it is made once, as soon as somebody asks.
  let description: ApiDescription | undefined;
  const describe = () => (description ??= describeApi(routes, config));
  const describeWithExamples = async () => withExamples(describe(), await findExamples(options));
  if (!config.PRIVATE) api.use(openToOtherSites());
  api.use(async (c, next) => {
    demandReadable(c);
    await next();
  });
  const ordered = routes.toSorted(bySaying);
  for (const each of ordered) addRoute(api, options, each);
  api.get(descriptionPath, async (c) =>
    sendTold(c, await describeWithExamples(), { site: config.SITE_URL, isOwn: false }),
  );
  refuseOtherMethods(api, [...ordered, { path: descriptionPath, method: "get" }]);
  api.all("/*", () => {
    throw new NotFound("There is no such address in this API.");
  });
  api.onError((error, c) => apiError(error, c, log));
  return { api, describe, describeWithExamples };
}
