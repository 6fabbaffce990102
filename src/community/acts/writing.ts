// Saying something about a paper, and saying it otherwise.
import { addComment, editComment, parseComment } from "../discussion/commenting.ts";
import type { Standing } from "../discussion/comments.ts";
import type { Acting } from "./acting.ts";

interface Writing {
  /** The paper's number. */
  paper: number;
  reader: number;
  /** The comment that it answers. */
  parent?: number | undefined;
  /** Markdown, as typed. */
  written: string;
}

/** @returns see addComment. @throws Forbidden, Invalid, NotFound, TooMany */
export async function writeComment(
  { db, limits, clock }: Acting,
  { written, ...where }: Writing,
): Promise<{ id: number; standing: Standing }> {
  const source = parseComment(written);
  await limits.comment(where.reader);
  return await addComment(db, { ...where, source, now: clock() });
}

interface Rewriting {
  comment: number;
  reader: number;
  written: string;
  /** Which version was edited, where that is known. */
  version?: number | undefined;
}

/** @throws Forbidden, Invalid, NotFound, Outdated, TooMany */
export async function rewriteComment(
  { db, limits, clock }: Acting,
  { written, ...which }: Rewriting,
): Promise<Standing> {
  const source = parseComment(written);
  await limits.comment(which.reader);
  return await editComment(db, { ...which, source, now: clock() });
}
