// The signed tokens in links of mail. They need no table: the signature covers what the link is
// for, and the subscription with its address.
import { isSignedBy, sign } from "../../store/instance.ts";

/** The subscription that a link is about. */
export interface Signatory {
  id: number;
  addressKey: string;
}

/**
 * `unsubscribe` ends it; `manage` changes it; `read` shows its digests, and nothing else, so that it
 * may be given to a feed reader; `never` bars the address for good.
 */
export type Purpose = "unsubscribe" | "manage" | "read" | "never";

/** A wish that waits for a yes. */
export interface Asked {
  wish: number;
  of: Signatory;
  askedAt: string;
}

const token = /^(\d{1,15})\.([\w-]{32})$/;

export function signLink(secret: string, purpose: Purpose, of: Signatory): string {
  return `${of.id}.${sign(secret, linked(purpose, of))}`;
}

export function signConfirmation(secret: string, asked: Asked): string {
  return `${asked.wish}.${sign(secret, confirmed(asked))}`;
}

/** The number that a token names: of a subscription, or of a wish. Whether it is true, is to be asked. */
export function numberIn(written: string): number | undefined {
  const [, number] = token.exec(written) ?? [];
  return number === undefined ? undefined : Number(number);
}

export function isLink(
  written: string,
  { secret, purpose, of }: { secret: string; purpose: Purpose; of: Signatory },
): boolean {
  return isSignedBy(secret, linked(purpose, of), token.exec(written)?.[2] ?? "");
}

export function isConfirmation(
  written: string,
  { secret, asked }: { secret: string; asked: Asked },
): boolean {
  return isSignedBy(secret, confirmed(asked), token.exec(written)?.[2] ?? "");
}

// The address is signed too: a number may come again after its row was deleted.
function linked(purpose: Purpose, { id, addressKey }: Signatory): string {
  return `${purpose} ${id} ${addressKey}`;
}

function confirmed({ wish, of, askedAt }: Asked): string {
  return `confirm ${wish} ${of.id} ${askedAt} ${of.addressKey}`;
}
