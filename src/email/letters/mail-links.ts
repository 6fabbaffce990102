// Addresses as they stand in mail: whole, and http or https only.
import { links } from "../../links.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import type { Letterhead } from "./letterhead.ts";
import {
  signConfirmation,
  signLink,
  type Asked,
  type Signatory,
} from "../subscriptions/link-tokens.ts";

/** A path of this site as a whole address. */
export function absolute({ siteUrl }: Letterhead, path: string): string {
  return links.whole(path, siteUrl);
}

export function confirmUrl(letterhead: Letterhead, asked: Asked): string {
  return absolute(letterhead, links.confirm(signConfirmation(letterhead.secret, asked)));
}

export function unsubscribeUrl(letterhead: Letterhead, of: Signatory): string {
  const token = signLink(letterhead.secret, "unsubscribe", of);
  return absolute(letterhead, links.unsubscribe(token));
}

export function manageUrl(letterhead: Letterhead, of: Signatory): string {
  return absolute(letterhead, links.subscription(signLink(letterhead.secret, "manage", of)));
}

/** Where whoever was asked by mistake, or by a stranger, ends all mail. */
export function neverUrl(letterhead: Letterhead, of: Signatory): string {
  return absolute(letterhead, links.never(signLink(letterhead.secret, "never", of)));
}

/** An address from outside, or `undefined` where it is not one to follow. */
export function safeUrl(written: string | null): string | undefined {
  return isWebAddress(written) ? new URL(written).href : undefined;
}
