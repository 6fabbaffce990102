// Whom the rate limits count: the other end of the connection, or whom a trusted proxy names.
import { isIP, type BlockList } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { Web } from "../context.ts";

export function clientAddress(c: Context, trusted: BlockList): string {
  const socket = socketAddress(c);
  if (socket === undefined) return "local";
  let address = plain(socket);
  if (!isTrusted(trusted, address)) return address;
  // Each proxy appends whom it heard from, so only what stands right of the last stranger is known.
  const named = (c.req.header("X-Forwarded-For") ?? "")
    .split(",")
    .map((each) => plain(each.trim()));
  for (const each of named.toReversed()) {
    if (isIP(each) === 0) break;
    address = each;
    if (!isTrusted(trusted, each)) break;
  }
  return address;
}

/** From where the request comes, as the limits count: by the line to the internet. */
export function network(c: Context, { config }: Web): string {
  return networkOf(clientAddress(c, config.TRUSTED_PROXIES));
}

/**
 * What one line to the internet has: an IPv6 address shares its first half with 2⁶⁴ others of it. An
 * organisation has a whole /48.
 */
export function networkOf(address: string, bits: 64 | 48 = 64): string {
  if (isIP(address) !== 6) return address;
  const [head, tail] = address.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = tail ? Array<string>(8 - head!.length - tail.length).fill("0") : [];
  const shared = [...head!, ...zeros, ...(tail ?? [])].slice(0, bits / 16);
  return `${shared.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/${bits}`;
}

/** A request made by a test has no socket. */
function socketAddress(c: Context): string | undefined {
  const bindings: unknown = c.env;
  if (typeof bindings !== "object" || bindings === null || !("incoming" in bindings))
    return undefined;
  return getConnInfo(c).remote.address;
}

/** `::ffff:10.0.0.1` is how a socket for both kinds of address names 10.0.0.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

function isTrusted(trusted: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 6 ? "ipv6" : "ipv4");
}
