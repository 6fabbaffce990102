// The only place that wires the faces together.
import type { Hono } from "hono";
import { createApi } from "./api/api.ts";
import { apiError } from "./api/errors.ts";
import { createMcp } from "./api/mcp/mcp.ts";
import type { ApiOptions } from "./api/options.ts";
import { openCounters } from "./community/acts/acting.ts";
import { links } from "./links.ts";
import { markdownToHtml } from "./papers/markdown/markdown.ts";
import { rememberRendered } from "./papers/markdown/rendered.ts";
import { databaseState } from "./store/state.ts";
import { findAsker, findReader } from "./web/reader.ts";
import { votingNetwork } from "./web/voting-network.ts";
import { createWeb, type WebOptions } from "./web/web.tsx";

/** Everything that answers HTTP: the pages, and the API under their roof. */
export function createApp(options: WebOptions): Hono {
  const counters = openCounters(options);
  const apiOptions: ApiOptions = {
    ...options,
    ...counters,
    findReader: (c) => findReader(c, options),
    findAsker: (c) => findAsker(c, options),
    networkOf: (c) => votingNetwork(c, options),
    renderMarkdown: rememberRendered((source, people) => markdownToHtml(source, { people })),
  };
  const { api, describe } = createApi(apiOptions);
  const refuse = (error: Error, c: Parameters<typeof apiError>[1]) =>
    apiError(error, c, options.log);
  const web = createWeb(options, {
    api: { describe, refuse },
    state: () => databaseState(options.db),
    counters,
  });
  return web.route("/api", api).route(links.mcp, createMcp(apiOptions));
}
