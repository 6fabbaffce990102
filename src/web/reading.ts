// Who reads comments, where, and what it takes to show these to them.
import type { Context } from "hono";
import type { Comment, Viewer } from "../community/discussion/comments.ts";
import { listMentions, type Mentioned } from "../community/discussion/mentions.ts";
import { listMutedRoots } from "../community/notifications/muting.ts";
import type { Reader } from "../community/readers.ts";
import { links } from "../links.ts";
import type { People } from "../papers/markdown/markdown.ts";
import type { Web } from "./context.ts";
import { findReader, zoneOf } from "./reader.ts";
import { findViewer } from "./viewer.ts";

export interface Reading {
  reader: Reader | undefined;
  viewer: Viewer;
  now: Date;
  timeZone: string;
  /** Whom the comments mention, by comment. */
  people: ReadonlyMap<number, People>;
  /** By their first comments. */
  mutedThreads: ReadonlySet<number>;
  /** The path of the page that the comments stand on, to come back to. */
  page: string;
}

export async function readReading(
  c: Context,
  web: Web,
  { comments, page }: { comments: readonly Comment[]; page: string },
): Promise<Reading> {
  const { db } = web;
  const reader = await findReader(c, web);
  return {
    reader,
    viewer: await findViewer(c, web),
    now: web.clock(),
    timeZone: await zoneOf(c, web),
    people: new Map(
      Array.from(await listMentions(db, comments), ([id, each]) => [id, peopleOf(each)]),
    ),
    mutedThreads: reader ? await listMutedRoots(db, reader.id) : new Set(),
    page,
  };
}

/** As the renderer of Markdown takes them. */
export function peopleOf(mentioned: Mentioned): People {
  return new Map(Array.from(mentioned, ([written, { handle }]) => [written, links.person(handle)]));
}
