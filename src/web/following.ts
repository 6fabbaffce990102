// What whoever asks follows: read once a request, for its lists, its buttons and its own page.
import type { Context } from "hono";
import { followName, isSame, listFollows, type Follow } from "../community/follows.ts";
import { sectionOptions } from "../editions/sections.ts";
import { openFollowed } from "../search/followed.ts";
import type { Web } from "./context.ts";
import { oncePerRequest } from "./once.ts";
import { findReader } from "./reader.ts";

/** `undefined` where nobody is signed in. */
export const findFollows = oncePerRequest("follows", askFollows);

async function askFollows(c: Context, web: Web): Promise<readonly Follow[] | undefined> {
  const reader = await findReader(c, web);
  return reader && (await listFollows(web.db, { reader: reader.id }));
}

/** The papers that match anything of it, and what of it each matches; nothing for strangers. */
export const openFollows = oncePerRequest(
  "followed",
  async (c, web: Web) => await openFollowsOf(web, (await findFollows(c, web)) ?? []),
);

/** The same of whomever these are. */
export async function openFollowsOf(web: Web, follows: readonly Follow[]) {
  const { finder, today } = sectionOptions(web);
  return await openFollowed(web.db, finder, { follows, today });
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
    const { whichOf } = await openFollows(c, web);
    return inWords(await whichOf(papers));
  } catch (error) {
    // The lists stand whatever becomes of the index.
    web.log("What a reader follows could not be looked for", { error });
    return new Map();
  }
}

export function inWords(found: ReadonlyMap<number, readonly Follow[]>): Map<number, string[]> {
  return new Map([...found].map(([paper, some]) => [paper, some.map(followName)]));
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
