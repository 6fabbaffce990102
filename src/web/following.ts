// What whoever asks follows: read once a request, for its lists, its buttons and its own page.
import type { Context } from "hono";
import { isSame, listFollows, type Follow } from "../community/follows.ts";
import { openFollowed } from "../search/followed.ts";
import { openMutes } from "../search/muting.ts";
import type { Reader } from "../community/readers.ts";
import type { Web } from "./context.ts";
import { findReader } from "./reader.ts";
import { sectionOptions } from "./requests.ts";

const found = new WeakMap<Request, Promise<readonly Follow[] | undefined>>();

/** `undefined` where nobody is signed in. */
export async function findFollows(c: Context, web: Web): Promise<readonly Follow[] | undefined> {
  const { raw } = c.req;
  const known = found.get(raw) ?? askFollows(c, web);
  found.set(raw, known);
  return await known;
}

async function askFollows(c: Context, web: Web): Promise<readonly Follow[] | undefined> {
  const reader = await findReader(c, web);
  return reader && (await listFollows(web.db, { reader: reader.id }));
}

/** The papers that match any of these, and what of them each matches. */
export async function openFollows(web: Web, follows: readonly Follow[]) {
  const { finder, today } = sectionOptions(web);
  return await openFollowed(web.db, finder, { follows, today });
}

/** What the reader wants to be spared of them. */
export async function openUnwanted(web: Web, { id }: Reader) {
  const { finder, today } = sectionOptions(web);
  return await openMutes(web.db, finder, { reader: id, today });
}

/** Of these papers, those that match what is followed, and what that is, in words. */
export async function listFollowedOf(
  c: Context,
  web: Web,
  papers: readonly number[],
): Promise<Map<number, string[]>> {
  const follows = (await findFollows(c, web)) ?? [];
  if (follows.length === 0 || papers.length === 0) return new Map();
  try {
    const { whichOf } = await openFollows(web, follows);
    return inWords(await whichOf(papers));
  } catch (error) {
    // The lists stand whatever becomes of the index.
    web.log("What a reader follows could not be looked for", { error });
    return new Map();
  }
}

export function inWords(found: ReadonlyMap<number, readonly Follow[]>): Map<number, string[]> {
  return new Map([...found].map(([paper, some]) => [paper, some.map(({ value }) => value)]));
}

/** What a button says of something that can be followed. */
export interface Followability {
  /** Nobody is signed in. */
  isStranger: boolean;
  isFollowed: (query: string) => boolean;
}

export async function readFollowability(c: Context, web: Web): Promise<Followability> {
  const follows = await findFollows(c, web);
  return {
    isStranger: follows === undefined,
    isFollowed: (query) => follows?.some((each) => isSame(each.query, query)) ?? false,
  };
}
