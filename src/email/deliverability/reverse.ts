// Whether the addresses of the mail server point back to it, which receivers ask of whoever
// delivers to them.
import { ok, warn, type Finding } from "../../finding.ts";
import { isPublic } from "./address-range.ts";
import { listed } from "./mail-finding.ts";
import type { Names, Relay } from "./names.ts";

export async function checkReverse(names: Names, { host, addresses }: Relay): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (addresses.length > 0 && !addresses.some(isPublic)) {
    return [
      ok(
        "reverse",
        `${host} is in a network of your own (${listed(addresses)}), so where it points back is not looked at`,
      ),
    ];
  }
  for (const address of addresses.filter(isPublic)) {
    findings.push(await checkAddress(names, host, address));
  }
  return findings;
}

/** Only a warning: what SMTP_URL names may hand mail on to servers that deliver it. */
async function checkAddress(names: Names, host: string, address: string): Promise<Finding> {
  const pointers = await names.pointers(address);
  if (pointers.length === 0) {
    return warn(
      "reverse",
      `${address} (${host}) points back to no name. If that server delivers by itself, Gmail refuses its mail: have whoever gave you the address set its PTR to ${host}.`,
    );
  }
  for (const pointer of pointers) {
    if ((await names.addresses(pointer)).includes(address)) {
      return ok("reverse", `${address} points back to ${pointer}, and that to it`);
    }
  }
  return warn(
    "reverse",
    `${address} (${host}) points back to ${listed(pointers)}, which does not lead to it. If that server delivers by itself, receivers take that for a forgery: let that name have the address ${address}, or the PTR be ${host}.`,
  );
}
