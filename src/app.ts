// The only place that wires the faces together.
import type { Hono } from "hono";
import { createApi } from "./api/api.ts";
import { createWeb, type WebOptions } from "./web/web.tsx";

/** Everything that answers HTTP: the pages, and the API under their roof. */
export function createApp(options: WebOptions): Hono {
  return createWeb(options).route("/api", createApi(options));
}
