// The signed tokens in links of mail. They need no table: the signature covers what the link is
// for, the subscription with its address, and what was asked when.
import { isSignedBy, sign } from "../store/instance.ts";

export type Frequency = "daily" | "weekly";

/** The subscription that a link is about. */
export interface Signatory {
  id: number;
  addressKey: string;
}

/** What somebody asked for, and when; it holds once the owner of the address confirms. */
export interface Request {
  frequency: Frequency;
  askedAt: Date;
}

const confirmToken = /^(\d{1,15})\.(daily|weekly)\.([0-9a-z]{1,9})\.([\w-]{32})$/;
const unsubscribeToken = /^(\d{1,15})\.([\w-]{32})$/;

export function signConfirmation(secret: string, of: Signatory, request: Request): string {
  const { id } = of;
  const askedAt = request.askedAt.getTime().toString(36);
  const signature = sign(secret, confirmed(of, request));
  return `${id}.${request.frequency}.${askedAt}.${signature}`;
}

export function signUnsubscribing(secret: string, of: Signatory): string {
  return `${of.id}.${sign(secret, unsubscribed(of))}`;
}

/** What a token claims, and whether it is true of the subscription that it names. */
export interface Claim {
  id: number;
  /** Only in a confirmation. */
  request?: Request;
  holds: (secret: string, addressKey: string) => boolean;
}

export function readToken(purpose: "confirm" | "unsubscribe", token: string): Claim | undefined {
  if (purpose === "unsubscribe") {
    const [, id, signature] = unsubscribeToken.exec(token) ?? [];
    if (id === undefined || signature === undefined) return undefined;
    return {
      id: Number(id),
      holds: (secret, addressKey) =>
        isSignedBy(secret, unsubscribed({ id: Number(id), addressKey }), signature),
    };
  }
  const [, id, frequency, time, signature] = confirmToken.exec(token) ?? [];
  if (time === undefined || signature === undefined) return undefined;
  const request = {
    frequency: frequency as Frequency,
    askedAt: new Date(Number.parseInt(time, 36)),
  };
  return {
    id: Number(id),
    request,
    holds: (secret, addressKey) =>
      isSignedBy(secret, confirmed({ id: Number(id), addressKey }, request), signature),
  };
}

// The address is signed too: a number may come again after its row was deleted.
function confirmed({ id, addressKey }: Signatory, { frequency, askedAt }: Request): string {
  return `confirm ${id} ${frequency} ${askedAt.getTime()} ${addressKey}`;
}

function unsubscribed({ id, addressKey }: Signatory): string {
  return `unsubscribe ${id} ${addressKey}`;
}
