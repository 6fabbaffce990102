// Who reads comments, where, and what it takes to show these to them.
import type { Context } from "hono";
import type { Comment, Viewer } from "../community/discussion/comments.ts";
import { listMentions, peopleOf } from "../community/discussion/mentions.ts";
import type { Order } from "../community/discussion/threads.ts";
import { listMutedRoots } from "../community/notifications/muting.ts";
import type { Reader } from "../community/readers.ts";
import { inTurns } from "../in-turns.ts";
import type { People } from "../papers/markdown/markdown.ts";
import type { Web } from "./context.ts";
import { findReader, whyNoVoice, zoneOf } from "./reader.ts";
import { findViewer } from "./viewer.ts";

export interface Reading {
  reader: Reader | undefined;
  viewer: Viewer;
  /** Why the reader may not write; `undefined` where they may. */
  silence: string | undefined;
  now: Date;
  timeZone: string;
  /** By their numbers. */
  comments: ReadonlyMap<number, Comment>;
  /** Whom the comments mention, by comment. */
  people: ReadonlyMap<number, People>;
  /** By their first comments. */
  mutedThreads: ReadonlySet<number>;
  /** The path of the page that the comments stand on, to come back to. */
  page: string;
  /** In which order they stand there. */
  order: Order;
}

interface ReadingOf extends Pick<Reading, "page"> {
  comments: readonly Comment[];
  order?: Order;
}

export async function readReading(
  c: Context,
  web: Web,
  { comments, page, order = "time" }: ReadingOf,
): Promise<Reading> {
  const { db } = web;
  const reader = await findReader(c, web);
  const people = new Map(
    Array.from(await listMentions(db, comments), ([id, each]) => [id, peopleOf(each)]),
  );
  await renderAhead(web, { comments, people });
  return {
    reader,
    viewer: await findViewer(c, web),
    silence: await whyNoVoice(c, web),
    now: web.clock(),
    timeZone: await zoneOf(c, web),
    comments: new Map(comments.map((each) => [each.id, each])),
    people,
    mutedThreads: reader ? await listMutedRoots(db, reader.id) : new Set(),
    page,
    order,
  };
}

const nobody: People = new Map();

/** The page itself is written at one go, and finds all of it rendered. */
async function renderAhead(
  { renderMarkdown }: Web,
  { comments, people }: { comments: readonly Comment[]; people: ReadonlyMap<number, People> },
): Promise<void> {
  await inTurns(comments, ({ id, source }) => {
    if (source !== undefined) renderMarkdown(source, people.get(id) ?? nobody);
  });
}
