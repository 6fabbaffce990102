// Which network an address belongs to. Whatever is not plainly of the whole net is not.
// (IANA's registries of special-purpose addresses: iana.org/assignments/iana-ipv4-special-registry)
import { BlockList, isIP } from "node:net";

/** `unfit` is nowhere to go to: link-local, multicast, reserved, made up for examples. */
export type AddressKind = "public" | "private" | "loopback" | "unfit";

type Network = readonly [address: string, bits: number];

const loopback = listOf([["127.0.0.0", 8]], [["::1", 128]]);
const own = listOf(
  [
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
  ],
  [["fc00::", 7]],
);
const unfit = listOf(
  [
    ["0.0.0.0", 8],
    ["169.254.0.0", 16],
    // Azure’s service for its own machines.
    ["168.63.129.16", 32],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.31.196.0", 24],
    ["192.52.193.0", 24],
    ["192.88.99.0", 24],
    ["192.175.48.0", 24],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ],
  [
    // Teredo, benchmarks, ORCHID, examples, 6to4: some of them hide an IPv4 address.
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["3fff::", 20],
  ],
);
// All that was ever given out to be reached.
const global = listOf([["0.0.0.0", 0]], [["2000::", 3]]);

export function kindOf(address: string): AddressKind {
  const family = isIP(address);
  if (family === 0) return "unfit";
  if (family === 6) {
    const inside = embedded(address);
    if (inside !== undefined) return kindOf(inside);
  }
  const isIn = (list: BlockList) => list.check(address, family === 6 ? "ipv6" : "ipv4");
  if (isIn(loopback)) return "loopback";
  if (isIn(own)) return "private";
  return isIn(unfit) || !isIn(global) ? "unfit" : "public";
}

/** The IPv4 address that `::ffff:…` or a NAT64 gateway (`64:ff9b::…`, RFC 6052) leads to. */
function embedded(address: string): string | undefined {
  // The URL parser writes every IPv6 address in its shortest form, groups in hexadecimal.
  const host = URL.parse(`http://[${address.replace(/%.*$/, "")}]/`)?.hostname;
  const [, high, low] =
    /^\[(?:::ffff:|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(host ?? "") ?? [];
  if (high === undefined || low === undefined) return undefined;
  const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [first >> 8, first & 255, second >> 8, second & 255].join(".");
}

function listOf(v4: readonly Network[], v6: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of v4) list.addSubnet(address, bits, "ipv4");
  for (const [address, bits] of v6) list.addSubnet(address, bits, "ipv6");
  return list;
}
