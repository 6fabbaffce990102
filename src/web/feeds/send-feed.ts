// Sends a feed with its fingerprint, so that who asks every hour is sent it only when it changed.
import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { Web } from "../context.ts";
import { writeAtom } from "./atom.ts";
import type { Feed, Format } from "./feed.ts";
import { writeJsonFeed } from "./json-feed.ts";

const formats = {
  atom: { write: writeAtom, type: "application/atom+xml; charset=utf-8" },
  json: { write: writeJsonFeed, type: "application/feed+json" },
};

interface Sending {
  format: Format;
  /** Who may keep it and how long. */
  caching: string;
  /** What all that it says depends on, where that is known before it is written. */
  state?: string;
}

export function sendFeed(
  c: Context,
  { config, clock }: Web,
  { format, caching, state, ...feed }: Omit<Feed, "siteUrl" | "siteName" | "updated"> & Sending,
): Response {
  const { write, type } = formats[format];
  const body = write({
    ...feed,
    siteUrl: config.SITE_URL,
    siteName: config.SITE_NAME,
    updated: `${clock().toISOString().slice(0, 10)}T00:00:00.000Z`,
  });
  if (isKnown(c, { state: state ?? body, caching })) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": type });
}

/** Marks the answer with its fingerprint; whether whoever asks has this state already. */
export function isKnown(
  c: Context,
  { state, caching }: Required<Omit<Sending, "format">>,
): boolean {
  const hash = createHash("sha256").update(state).digest("base64url").slice(0, 22);
  c.header("ETag", `W/"${hash}"`);
  c.header("Cache-Control", caching);
  return c.req.header("If-None-Match")?.includes(`"${hash}"`) ?? false;
}
