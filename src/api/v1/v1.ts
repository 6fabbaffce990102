// Our own API, first version: every route that it has, and how they answer.
import { Hono } from "hono";
import { etag } from "hono/etag";
import { NotFound } from "../../errors.ts";
import { apiError } from "../errors.ts";
import type { ApiOptions } from "../options.ts";
import { editionRoutes } from "./editions.ts";
import { describeApi, type ApiDescription } from "./openapi.ts";
import { paperRoutes } from "./papers.ts";
import { addRoute, type Route } from "./route.ts";

/** An address that says more stands before one that takes all of it. */
export const routes: readonly Route[] = [...editionRoutes, ...paperRoutes];

export function createV1(options: ApiOptions): { api: Hono; description: ApiDescription } {
  const api = new Hono();
  const description = describeApi(routes, options.config);
  api.use(etag({ weak: true }));
  for (const each of routes) addRoute(api, options, each);
  api.get("/openapi.json", (c) => c.json(description));
  api.all("/*", () => {
    throw new NotFound("There is no such address in this API.");
  });
  api.onError((error, c) => apiError(error, c, options.log));
  return { api, description };
}
