// Return addresses that say what came back (VERP): each message has one of its own, so a report of
// its failure tells by its recipient alone what it is about, whatever else it says. They are signed,
// and in lower case, since some servers change the case of what they return.
import { timingSafeEqual } from "node:crypto";
import { sign } from "../../store/instance.ts";

/** MAIL_BOUNCES and the instance's secret. */
export interface Bounces {
  bounces: string;
  secret: string;
}

/** What a return address is about. */
export type Returned =
  { outboxId: number } | { subscriptionId: number; holds: (addressKey: string) => boolean };

const token = /^(u?)(\d{1,15})-([0-9a-f]{16})$/;

/** The sender of one message's envelope: `bounces+123-0123456789abcdef@example.org`. */
export function bounceAddressOf(own: Bounces, { outboxId }: { outboxId: number }): string {
  return addressWith(own, `${outboxId}-${signed(own, returned(outboxId))}`);
}

/** Where a mail ends a subscription (List-Unsubscribe): `bounces+u45-0123456789abcdef@…`. */
export function leaveAddressOf(
  own: Bounces,
  { subscriptionId, addressKey }: { subscriptionId: number; addressKey: string },
): string {
  return addressWith(own, `u${subscriptionId}-${signed(own, left(subscriptionId, addressKey))}`);
}

/** What the address is about; nothing where it is not one of ours, or forged. */
export function readBounceAddress(own: Bounces, address: string): Returned | undefined {
  // Far longer than any address that is meant.
  if (address.length > 1000) return undefined;
  const [localPart, domain] = parts(unwrap(address.trim().toLowerCase()));
  const [ownLocalPart, ownDomain] = parts(own.bounces.toLowerCase());
  if (domain !== ownDomain || !localPart.startsWith(`${ownLocalPart}+`)) return undefined;
  const [, leaves, number, signature] = token.exec(localPart.slice(ownLocalPart.length + 1)) ?? [];
  if (signature === undefined) return undefined;
  const id = Number(number);
  if (leaves) {
    const holds = (addressKey: string) => isSigned(own, left(id, addressKey), signature);
    return { subscriptionId: id, holds };
  }
  return isSigned(own, returned(id), signature) ? { outboxId: id } : undefined;
}

/**
 * Without what forwarders (SRS) and our own server (BATV) put around it:
 * `SRS0=hash=day=example.org=bounces+…@forwarder.net` is `bounces+…@example.org`.
 */
function unwrap(address: string): string {
  const [, domain, localPart] =
    /^srs0[=+-][^=]+=[^=]+=([^=]+)=(.+)@[^@]*$/.exec(address) ??
    /^srs1[=+-][^=]+=[^=]+=[=+-][^=]+=[^=]+=([^=]+)=(.+)@[^@]*$/.exec(address) ??
    [];
  const inner = localPart === undefined ? address : `${localPart}@${domain}`;
  return /^prvs=[^=]+=(.+)$/.exec(inner)?.[1] ?? inner;
}

function addressWith({ bounces }: Bounces, written: string): string {
  const [localPart, domain] = parts(bounces);
  return `${localPart}+${written}@${domain}`;
}

function parts(address: string): [localPart: string, domain: string] {
  const at = address.lastIndexOf("@");
  return [address.slice(0, Math.max(0, at)), address.slice(at + 1)];
}

function returned(outboxId: number): string {
  return `returned ${outboxId}`;
}

// The address is signed too: a number may come again after its row was deleted.
function left(subscriptionId: number, addressKey: string): string {
  return `left by mail ${subscriptionId} ${addressKey}`;
}

function signed({ secret }: Bounces, text: string): string {
  return Buffer.from(sign(secret, text), "base64url").toString("hex").slice(0, 16);
}

function isSigned(own: Bounces, text: string, signature: string): boolean {
  return timingSafeEqual(Buffer.from(signed(own, text)), Buffer.from(signature));
}
