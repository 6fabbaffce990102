// Tells the hub of this site that feeds have changed, so that their readers are told at once instead of
// asking (WebSub, https://www.w3.org/TR/websub/). How, the standard leaves open; what all hubs understand is
// the form of its predecessor (PubSubHubbub Core 0.4, 7): one POST a feed.
import type { Config } from "./config.ts";
import { feedFormats, links } from "./links.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { waitForIndex } from "./search/index-awaited.ts";
import type { SavedSection } from "./search/sections.ts";
import { guardedRequest } from "./sources/http/guarded-request.ts";
import { networkError } from "./sources/http/network-error.ts";
import type { Database } from "./store/tables.ts";
import { listHubFeeds } from "./web/doors/feeds/hub-feeds.ts";

export interface HubTeller {
  editionChanged: () => void;
  stop: () => Promise<void>;
}

interface HubTellerOptions {
  db: Database;
  config: Config;
  sections: readonly SavedSection[];
  log: (message: string, fields?: object) => void;
  /** For one feed, and for all of them. */
  timeouts?: { oneMs: number; allMs: number };
}

const usual = { oneMs: 10_000, allMs: 120_000 };

export function openHubTeller({
  db,
  config,
  sections,
  log,
  timeouts = usual,
}: HubTellerOptions): HubTeller {
  const { WEBSUB_HUB: hub, SITE_URL: site, PRIVATE: isPrivate } = config;
  const stopping = new AbortController();
  const telling = oneAtATime(async () => {
    try {
      if (hub && !isPrivate) await tellAll(hub);
    } catch (error) {
      if (!stopping.signal.aborted) log("Telling the hub failed", { error });
    }
  });

  async function tellAll(hub: URL): Promise<void> {
    // It asks for the feeds at once, and those of sections have what is found.
    await waitForIndex(db, stopping.signal);
    const topics = listHubFeeds(sections).flatMap((of) =>
      feedFormats.map((format) => links.whole(links.feed(of, format), site)),
    );
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(timeouts.allMs)]);
    for (const [told, topic] of topics.entries()) {
      if (stopping.signal.aborted) return;
      const wrong = await tellOne(hub, topic, { signal, timeoutMs: timeouts.oneMs });
      if (wrong === undefined || stopping.signal.aborted) continue;
      log(
        `The hub was told of ${told} of ${topics.length} feeds: ${wrong}. It is told of all when an edition changes again.`,
      );
      return;
    }
  }

  return {
    editionChanged: telling.start,
    async stop() {
      stopping.abort();
      await telling.settled();
    },
  };
}

/** @returns what went wrong, if anything did. */
async function tellOne(
  hub: URL,
  topic: string,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<string | undefined> {
  const body = new URLSearchParams({ "hub.mode": "publish", "hub.url": topic }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const request = {
    method: "POST" as const,
    headers,
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  };
  try {
    // The owner named it, so it may be in the owner's networks.
    const answer = await guardedRequest(hub, request, { reach: "named" });
    answer.destroy();
    const status = answer.statusCode ?? 0;
    return status >= 200 && status < 300 ? undefined : `${hub.host} answered ${status}`;
  } catch (cause) {
    if (request.signal.aborted) return `${hub.host} did not answer in time`;
    return networkError(hub.host, cause).error.message.replace(/\.$/, "");
  }
}
