// Asks DNS. That nothing stands under a name is an answer; that no name server answers is an error.
import { lookup, Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { isLocalHost } from "../../config.ts";

/** The message is a sentence. */
export class Unanswered extends Error {
  override name = "Unanswered";
}

export interface Names {
  /** Each record whole, however many pieces it has. */
  texts: (name: string) => Promise<string[]>;
  /** The names of the servers that take mail for a domain, the preferred first. */
  exchanges: (domain: string) => Promise<string[]>;
  addresses: (host: string) => Promise<string[]>;
  /** The names to which an address points back. */
  pointers: (address: string) => Promise<string[]>;
}

// What DNS answers when there is nothing, or when a name cannot be one.
const nothing = new Set(["ENOTFOUND", "ENODATA", "EBADNAME"]);

/** Asks every question once. @param servers As in DNS_SERVERS; none are those of the system. */
export function openNames(servers: readonly string[]): Names {
  const resolver = new Resolver({ timeout: 2500, tries: 2, maxTimeout: 2500 });
  if (servers.length > 0) resolver.setServers(servers);
  const asked = servers.length > 0 ? servers.join(", ") : "the name servers of this system";

  function once<Answer>(type: string, asking: (name: string) => Promise<Answer[]>) {
    const known = new Map<string, Promise<Answer[]>>();
    return (name: string): Promise<Answer[]> => {
      const answer = known.get(name) ?? ask(name);
      known.set(name, answer);
      return answer;
    };
    async function ask(name: string): Promise<Answer[]> {
      try {
        return await asking(name);
      } catch (cause) {
        const { code = String(cause) } = cause as NodeJS.ErrnoException;
        if (nothing.has(code)) return [];
        throw new Unanswered(
          `DNS did not tell the ${type} of ${name} (${code}; asked were ${asked}). Try again; if it stays so, the servers of that domain are at fault, or DNS_SERVERS is to name others.`,
          { cause },
        );
      }
    }
  }

  const texts = once("TXT", async (name) => {
    const records = await resolver.resolveTxt(name);
    return records.map((pieces) => pieces.join(""));
  });
  const exchanges = once("MX", async (domain) => {
    const records = await resolver.resolveMx(domain);
    return records
      .toSorted((one, other) => one.priority - other.priority)
      .map(({ exchange }) => exchange.toLowerCase());
  });
  const ipv4 = once("A", (host) => resolver.resolve4(host));
  const ipv6 = once("AAAA", (host) => resolver.resolve6(host));
  const pointers = once("PTR", (address) => resolver.reverse(address));
  return {
    texts,
    exchanges,
    addresses: async (host) => (await Promise.all([ipv4(host), ipv6(host)])).flat(),
    pointers,
  };
}

/** The mail server that SMTP_URL names. */
export interface Relay {
  host: string;
  url: URL;
  /** Empty when nobody knows it. */
  addresses: string[];
}

/** A server on this machine is asked nothing: it is no part of the net that receivers see. */
export async function findRelay(names: Names, url: URL): Promise<Relay | "local"> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isLocalHost(host)) return "local";
  const addresses = isIP(host) > 0 ? [host] : await findAddresses(names, host);
  return { host, url, addresses };
}

async function findAddresses(names: Names, host: string): Promise<string[]> {
  try {
    const found = await names.addresses(host);
    if (found.length > 0) return found;
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
  }
  try {
    // What only this machine knows: its hosts file, or the name of a container.
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}
