// The only place that wires the faces together.
import type { Hono } from "hono";
import { createApi } from "./api/api.ts";
import { apiError } from "./api/errors.ts";
import { openCounters } from "./community/acts/acting.ts";
import { databaseState } from "./store/state.ts";
import { findAsker, findReader } from "./web/reader.ts";
import { votingNetwork } from "./web/voting-network.ts";
import { createWeb, type WebOptions } from "./web/web.tsx";

/** Everything that answers HTTP: the pages, and the API under their roof. */
export function createApp(options: WebOptions): Hono {
  const counters = openCounters(options);
  const { api, description } = createApi({
    ...options,
    ...counters,
    findReader: (c) => findReader(c, options),
    findAsker: (c) => findAsker(c, options),
    networkOf: (c) => votingNetwork(c, options),
  });
  const refuse = (error: Error, c: Parameters<typeof apiError>[1]) =>
    apiError(error, c, options.log);
  return createWeb(options, {
    api: { description, refuse },
    state: () => databaseState(options.db),
    counters,
  }).route("/api", api);
}
