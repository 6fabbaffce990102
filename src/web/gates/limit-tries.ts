// How often a network may try to sign in, or to change by what one signs in.
import type { Context } from "hono";
import { network } from "./client-address.ts";
import type { Web } from "../context.ts";

/** @throws TooMany */
export async function limitTries(c: Context, web: Web): Promise<void> {
  await web.limits.signIn(network(c, web));
}
