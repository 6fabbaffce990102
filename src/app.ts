// The only place that wires the faces together.
import type { Hono } from "hono";
import { createApi } from "./api/api.ts";
import { findReader } from "./web/reader.ts";
import { createWeb, type WebOptions } from "./web/web.tsx";

/** Everything that answers HTTP: the pages, and the API under their roof. */
export function createApp(options: WebOptions): Hono {
  const api = createApi({ ...options, findReader: (c) => findReader(c, options) });
  return createWeb(options).route("/api", api);
}
