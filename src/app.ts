// The only place that wires the faces together.
import type { Hono } from "hono";
import { createApi } from "./api/api.ts";
import { apiError } from "./api/errors.ts";
import { createMcp } from "./api/mcp/mcp.ts";
import type { ApiOptions } from "./api/options.ts";
import { openCounters } from "./community/counters.ts";
import { links } from "./links.ts";
import { openRenderer } from "./papers/markdown/rendered.ts";
import { databaseState } from "./store/state.ts";
import { findAsker } from "./web/reader.ts";
import { votingNetwork } from "./web/voting-network.ts";
import { createWeb, type WebOptions } from "./web/web.tsx";

/** Everything that answers HTTP: the pages, and the API under their roof. */
export function createApp(options: WebOptions): Hono {
  const counters = openCounters(options);
  const renderMarkdown = openRenderer();
  const apiOptions: ApiOptions = {
    ...options,
    ...counters,
    findAsker: (c) => findAsker(c, options),
    networkOf: (c) => votingNetwork(c, options),
    renderMarkdown,
  };
  const { api, ...describer } = createApi(apiOptions);
  const refuse = (error: Error, c: Parameters<typeof apiError>[1]) =>
    apiError(error, c, options.log);
  const web = createWeb(options, {
    api: { ...describer, refuse },
    state: () => databaseState(options.db),
    counters,
    renderMarkdown,
  });
  return web.route("/api", api).route(links.mcp, createMcp(apiOptions));
}
