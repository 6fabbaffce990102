// The link by which a reader's account gets another address. It says all but the address that it
// replaces, which is signed along: once that is replaced the link means nothing, so it works once.
import { isSignedBy, sign } from "../../store/instance.ts";
import type { Database } from "../../store/tables.ts";
import { findReader } from "../readers.ts";
import { addressLinkHoldsS } from "./rules.ts";

export interface NewAddress {
  reader: number;
  from: string;
  to: string;
}

interface Link extends NewAddress {
  /** In milliseconds since 1970. */
  until: number;
}

/** The token of a link that is good for an hour. */
export function makeAddressLink(
  wanted: NewAddress,
  { secret, now }: { secret: string; now: Date },
): string {
  const link = { ...wanted, until: now.getTime() + addressLinkHoldsS * 1000 };
  const said = JSON.stringify([link.reader, link.to, link.until]);
  return `${Buffer.from(said).toString("base64url")}.${sign(secret, meant(link))}`;
}

/** What the link is for, with the reader's name; `undefined` when it works no more. */
export async function findAddressLink(
  db: Database,
  { secret, token, now }: { secret: string; token: string; now: Date },
): Promise<(NewAddress & { name: string }) | undefined> {
  const [said = "", signature = ""] = token.split(".");
  const [id, to, until] = parse(said);
  if (typeof id !== "number" || typeof to !== "string" || typeof until !== "number") {
    return undefined;
  }
  const reader = await findReader(db, id);
  if (!reader || until < now.getTime()) return undefined;
  const link = { reader: id, from: reader.address, to, until };
  return isSignedBy(secret, meant(link), signature) ? { ...link, name: reader.name } : undefined;
}

function meant({ reader, from, to, until }: Link): string {
  return `new address ${JSON.stringify([reader, from, to, until])}`;
}

function parse(said: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(said, "base64url").toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
