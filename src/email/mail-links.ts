// Addresses as they stand in mail: whole, and http or https only.
import { links } from "../links.ts";
import { isWebAddress } from "../papers/web-address.ts";
import type { Letterhead } from "./letterhead.ts";
import {
  signConfirmation,
  signUnsubscribing,
  type Request,
  type Signatory,
} from "./link-tokens.ts";

/** A path of this site as a whole address. */
export function absolute({ siteUrl }: Letterhead, path: string): string {
  return new URL(path, siteUrl).href;
}

export function confirmUrl(letterhead: Letterhead, of: Signatory, request: Request): string {
  return absolute(letterhead, links.confirm(signConfirmation(letterhead.secret, of, request)));
}

export function unsubscribeUrl(letterhead: Letterhead, of: Signatory): string {
  return absolute(letterhead, links.unsubscribe(signUnsubscribing(letterhead.secret, of)));
}

/** An address from outside, or `undefined` where it is not one to follow. */
export function safeUrl(written: string | null): string | undefined {
  return isWebAddress(written) ? new URL(written).href : undefined;
}
