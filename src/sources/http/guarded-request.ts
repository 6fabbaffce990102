// One request to an address that a person gave. Its name is resolved once, every address behind it
// is checked, and the connection goes to a checked one, so that no name can lead elsewhere between the
// look and the leap. Redirects are the caller's: each is a request of its own.
import { lookup } from "node:dns/promises";
import { request as requestPlain, type IncomingMessage } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { SourceError } from "../../errors.ts";
import { kindOf, type AddressKind } from "./address-kind.ts";

/**
 * Which networks may be reached: `public`, the whole net and no other; `named`, those of the owner
 * too, for what the owner alone has written down; `loopback`, this machine alone.
 */
type Reach = "public" | "named" | "loopback";

/** What a request may reach. */
export interface Guard {
  reach: Reach;
  /** Only these; those of the web where left out. */
  ports?: readonly number[];
  /** The addresses of a name; the system's resolver unless a test has another. */
  resolve?: (name: string) => Promise<readonly string[]>;
}

/** For addresses that anybody gives. */
export const publicGuard: Guard = { reach: "public" };

export interface GuardedRequest {
  method?: "GET" | "POST";
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** Ends the request, and the reading of its answer. */
  signal: AbortSignal;
}

/** The address is none that may be asked; nothing was sent. */
export class OutOfReach extends SourceError {
  override name = "OutOfReach";
}

/** There was no connection after so long, so nothing was said yet. */
class NoConnection extends Error {
  override name = "NoConnection";
  readonly code = "CONNECT_TIMEOUT";
}

const connectMs = 10_000;
const kindsOf: Record<Reach, readonly AddressKind[]> = {
  public: ["public"],
  named: ["public", "private", "loopback"],
  loopback: ["loopback"],
};
const webPorts = [80, 443];

/**
 * The answer, its body unread: read it to its end or destroy it.
 * @throws OutOfReach; whatever Node says when the network fails; the signal's reason.
 */
export async function guardedRequest(
  url: URL,
  { method = "GET", headers, body, signal }: GuardedRequest,
  guard: Guard,
): Promise<IncomingMessage> {
  checkAddress(url, guard);
  const addresses = await resolved(url, guard, signal);
  return await new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? requestSecure : requestPlain;
    const request = send(url, {
      method,
      headers:
        body === undefined ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) },
      // A connection of an earlier request would not be looked at again.
      agent: false,
      lookup: answering(addresses),
      signal,
    });
    const tooLong = setTimeout(() => request.destroy(new NoConnection("no connection")), connectMs);
    const fail = (error: Error) => {
      clearTimeout(tooLong);
      reject(signal.aborted ? (signal.reason as Error) : error);
    };
    request.on("socket", (socket) => {
      const connected = url.protocol === "https:" ? "secureConnect" : "connect";
      socket.once(connected, () => clearTimeout(tooLong));
    });
    request.on("response", resolve);
    request.on("error", fail);
    // Who answers with another protocol (101) ends so, without an error.
    request.on("close", () => fail(new Error("closed")));
    request.end(body);
  });
}

/** @throws OutOfReach */
function checkAddress(url: URL, { reach, ports }: Guard): void {
  const { protocol, hostname } = url;
  if (protocol !== "https:" && protocol !== "http:") {
    throw new OutOfReach("refused", "Only addresses that begin with https:// or http:// are read.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new OutOfReach("refused", "An address with a user and a password is not read.");
  }
  const allowed = ports ?? (reach === "public" ? webPorts : undefined);
  const port = Number(url.port) || (protocol === "https:" ? 443 : 80);
  if (allowed && !allowed.includes(port)) {
    throw new OutOfReach("refused", `${hostname} is not asked on port ${port}.`);
  }
}

/** Every address behind the name, each of which may be reached. @throws OutOfReach */
async function resolved(
  { hostname }: URL,
  { reach, resolve = systemAddresses }: Guard,
  signal: AbortSignal,
): Promise<readonly string[]> {
  // However a number was written, the URL parser has brought it into its one form.
  const host = hostname.replace(/^\[|\]$/g, "");
  // Not every resolver knows that such names are always of this machine (RFC 6761, 6.3).
  const isHere = /(^|\.)localhost\.?$/.test(host);
  const addresses =
    isIP(host) || (isHere && reach === "public") ? [host] : await orAborted(resolve(host), signal);
  const wrong = addresses.find((each) => !kindsOf[reach].includes(kindOf(each)));
  if (wrong !== undefined || addresses.length === 0) {
    throw new OutOfReach("refused", `${hostname} is not an address of the public net.`);
  }
  return addresses;
}

async function systemAddresses(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  return await new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Tells the socket what was found before, whatever the name means by now. */
function answering(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, tell) => {
    if (all) tell(null, found);
    else tell(null, found[0]!.address, found[0]!.family);
  };
}
