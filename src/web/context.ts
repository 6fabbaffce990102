// What every page is given: the parts of the program that it asks, and what stands ready for it.
import type { Context } from "hono";
import type { ApiDescriber } from "../api-description.ts";
import type { Config } from "../config.ts";
import type { Accounts } from "../community/accounts/accounts.ts";
import type { Counters } from "../community/counters.ts";
import type { getEdition } from "../editions/edition.ts";
import type { Keeper } from "../email/subscriptions/suppression.ts";
import type { NextRuns } from "../editions/status.ts";
import type { RenderMarkdown } from "../papers/markdown/rendered.ts";
import type { Judges } from "../ranking/judgements.ts";
import type { Finder } from "../search/retrieval/clause.ts";
import type { SavedSection } from "../search/sections.ts";
import type { Guard } from "../sources/http/guarded-request.ts";
import type { Assets } from "./assets.ts";
import type { Pictures } from "./doors/pictures/pictures.ts";
import type { FeedMemory } from "./doors/feeds/feed-memory.ts";
import type { SubmissionDesk } from "./submission-desk.ts";

export type Database = Parameters<typeof getEdition>[0];

export interface WebOptions {
  db: Database;
  accounts: Accounts;
  /** The search index. */
  finder: Finder;
  /** The editor's model. */
  judge: Judges;
  /** How far a large intake of the index is, while one runs. */
  intake?: (() => { done: number; of: number } | undefined) | undefined;
  config: Config;
  /** The sections of the configuration file. */
  sections: readonly SavedSection[];
  /** Signs the visitors' cookies and the links in mail. */
  secret: string;
  clock: () => Date;
  /** The log of errors. */
  log: (message: string, fields?: object) => void;
  /**
   * How mail leaves: to a mail server; into `DATA_DIR/mail` because none is set up; or held back
   * because SITE_URL is this machine while the mail server is elsewhere.
   */
  mailState: () => "smtp" | "folder" | "held";
  /** Called after something was put into the outbox, so that it leaves within seconds. */
  outboxChanged: () => void;
  /** What the schedule does next; left out while none runs. */
  nextRuns?: NextRuns | undefined;
  /** How pages are fetched whose address a reader gives; from the public net alone if left out. */
  guard?: Guard | undefined;
}

/** The API beside the pages, as they know it. */
export interface ApiFace extends ApiDescriber {
  /** What went wrong on the way to it, in its own form. */
  refuse: (error: Error, c: Context) => Response;
}

export interface Web extends WebOptions, Counters {
  /** Left out where the pages stand alone. */
  api: ApiFace | undefined;
  assets: Assets;
  desk: SubmissionDesk;
  /** These remember what they made. */
  renderMarkdown: RenderMarkdown;
  feeds: FeedMemory;
  renderForFeeds: Record<"html" | "text", RenderMarkdown>;
  /** Draws cards and icons. */
  pictures: Pictures;
}

/** Whose suppression list it is. */
export function keeperOf({ secret, config }: Web): Keeper {
  return { secret, dataDir: config.DATA_DIR };
}

export type Handler = (c: Context, web: Web) => Response | Promise<Response>;

/** Gives a handler what pages are given. */
export type At = (handler: Handler) => (c: Context) => Response | Promise<Response>;
