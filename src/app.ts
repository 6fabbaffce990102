// The only place that wires the parts together.
import type { Hono } from "hono";
import { createApi } from "./api/api.ts";
import type { Config } from "./config.ts";
import type { Database } from "./store/tables.ts";
import { createWeb } from "./web/web.tsx";

export interface AppOptions {
  db: Database;
  config: Config;
  /** Signs cookies and links; see store/instance.ts. */
  secret: string;
  clock: () => Date;
  log: (message: string, fields?: object) => void;
  /** How mail leaves this instance. */
  mailState: () => "smtp" | "folder" | "held";
  /** Told when something was put into the outbox. */
  outboxChanged: () => void;
}

/** Everything that answers HTTP: the pages, and the API under their roof. */
export function createApp(options: AppOptions): Hono {
  return createWeb(options).route("/api", createApi(options));
}
