// Tells addresses that the whole net reaches from those that mean something only here.
import { BlockList, isIPv6 } from "node:net";

const here = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  here.addSubnet(network, bits, "ipv4");
}
here.addAddress("::1", "ipv6");
here.addSubnet("fc00::", 7, "ipv6");
here.addSubnet("fe80::", 10, "ipv6");

export function isPublic(address: string): boolean {
  return !here.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
