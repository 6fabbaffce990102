// Whether the owner of this instance asks, for the pages that are the owner's alone.
import type { Context } from "hono";
import { findOwnerUntil } from "../community/owner.ts";
import { Forbidden } from "../errors.ts";
import { readOwnerSession } from "./cookies.ts";
import type { Web } from "./context.ts";

/** Until when this browser is the owner's; `undefined` when it is not. */
export async function findOwner(c: Context, web: Web): Promise<Date | undefined> {
  const session = readOwnerSession(c, web);
  if (session === undefined) return undefined;
  return await findOwnerUntil(web.db, { secret: web.secret, session, now: web.clock() });
}

export async function isOwner(c: Context, web: Web): Promise<boolean> {
  return (await findOwner(c, web)) !== undefined;
}

/** @throws Forbidden */
export async function rejectStrangers(c: Context, web: Web): Promise<void> {
  if (!(await isOwner(c, web))) throw new Forbidden("Only the owner of this site may do that.");
}
