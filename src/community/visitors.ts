// Who votes without an account: a random name, signed, in a cookie that the first vote sets. And the
// marks by which a browser and a network are known again, and by which nobody else knows them.
import { randomBytes } from "node:crypto";
import { isSignedBy, sign } from "../store/instance.ts";

/** A new visitor's name. */
export function newVisitor(): string {
  return randomBytes(16).toString("base64url");
}

/** The value of the visitor's cookie. */
export function visitorToken(secret: string, visitor: string): string {
  return `${visitor}.${sign(secret, `visitor:${visitor}`)}`;
}

/** The visitor of a cookie; `undefined` when it is not one that this instance signed. */
export function readVisitor(secret: string, token: string | undefined): string | undefined {
  const [visitor, signature, ...rest] = token?.split(".") ?? [];
  if (!visitor || !signature || rest.length > 0) return undefined;
  return isSignedBy(secret, `visitor:${visitor}`, signature) ? visitor : undefined;
}

/** By which a browser knows who signed in with it before; it tells nobody else who that is. */
export function browserMark(secret: string, reader: number): string {
  return sign(secret, `browser of reader ${reader}`);
}

/** From which network a vote comes, so that many from one can be seen to be; no address can be read. */
export function networkMark(secret: string, network: string): string {
  return sign(secret, `network ${network}`);
}
