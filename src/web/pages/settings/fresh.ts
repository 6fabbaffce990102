// What changes by which one signs in is offered only to whoever signed in lately, so that a browser
// that was left open gives nobody the account for good.
import type { Context } from "hono";
import { isFresh } from "../../../community/accounts/sessions.ts";
import type { SignedIn } from "../../../community/accounts/accounts.ts";
import { Invalid } from "../../../errors.ts";
import type { Web } from "../../context.ts";
import { getSignedIn } from "../../reader.ts";

export function isFreshlySignedIn(web: Web, signedIn: SignedIn): boolean {
  return isFresh(signedIn, web.clock());
}

/** @throws Invalid */
export async function getFreshlySignedIn(c: Context, web: Web): Promise<SignedIn> {
  const signedIn = await getSignedIn(c, web);
  if (!isFreshlySignedIn(web, signedIn)) {
    throw new Invalid("Sign in again first: you signed in more than a day ago.");
  }
  return signedIn;
}
