// Gives a feed what all feeds have: names that stay, its addresses, and the moment of its last change.
import { createHmac } from "node:crypto";
import { beganAt } from "../../../catalogue/changes.ts";
import { feedFormats, links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import type { Feed, FeedEntry, Told } from "./feed.ts";

/** @param of the address whose feed it is */
export async function complete(
  { db, config, secret }: Web,
  { of, hub, ...told }: Told & { of: string; hub: URL | undefined },
): Promise<Feed> {
  const began = await beganAt(db);
  const entries = told.entries.map(({ name, ...entry }): FeedEntry => {
    return { ...entry, id: permanentId(secret, name), updated: entry.updated ?? began };
  });
  const changes = entries.map(({ updated }) => updated).toSorted();
  return {
    ...told,
    siteUrl: config.SITE_URL,
    siteName: config.SITE_NAME,
    id: permanentId(secret, `feed ${of}`),
    self: Object.fromEntries(
      feedFormats.map((format) => [format, links.feed(of, format)]),
    ) as Feed["self"],
    hub,
    updated: changes.at(-1) ?? began,
    entries,
  };
}

/**
 * An identifier that outlasts a move to another address, as RFC 4287 (4.2.6) demands: a UUID of
 * version 8 (RFC 9562, 5.8), made of what the instance keeps to itself and the name of the thing.
 */
function permanentId(secret: string, name: string): string {
  const bytes = createHmac("sha256", secret).update(`feed: ${name}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(bytes.toString("hex"))!.slice(1);
  return `urn:uuid:${parts.join("-")}`;
}
