// What the API is given.
import type { Context } from "hono";
import type { Acting } from "../community/acting.ts";
import type { Counters } from "../community/counters.ts";
import type { Holder } from "../community/tokens/tokens.ts";
import type { Config } from "../config.ts";
import type { NextRuns } from "../editions/status.ts";
import type { RenderMarkdown } from "../papers/markdown/rendered.ts";
import type { Judges } from "../ranking/judgements.ts";
import type { Finder } from "../search/retrieval/clause.ts";
import type { SavedSection } from "../search/sections.ts";

export interface ApiOptions extends Acting, Counters {
  config: Config;
  /** Of the instance; it signs. */
  secret: string;
  /** Who asks, by a token or, to look at something, by the session of a browser. @throws BadToken */
  findAsker: (c: Context) => Promise<Holder | undefined>;
  /** From where a request comes, as it is written beside a vote: a keyed hash. */
  networkOf: (c: Context) => string;
  /** The search index. */
  finder: Finder;
  /** The editor's model. */
  judge: Judges;
  /** The sections of the configuration file. */
  sections: readonly SavedSection[];
  log: (message: string, fields?: object) => void;
  /** It remembers what it made. */
  renderMarkdown: RenderMarkdown;
  /** What the schedule does next; left out while none runs. */
  nextRuns?: NextRuns | undefined;
}
