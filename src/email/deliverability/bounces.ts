// Whether reports of failures can come back: the servers that take mail for their domain.
import { ok, warn, wrong, type Finding } from "../../finding.ts";
import { listed } from "./mail-finding.ts";
import type { Names } from "./names.ts";

/** @param setting Which one names the domain. */
export async function checkBounces(
  names: Names,
  domain: string,
  setting: "MAIL_BOUNCES" | "MAIL_FROM",
): Promise<Finding[]> {
  const exchanges = await names.exchanges(domain);
  // RFC 7505: an MX without a name says that the domain takes no mail.
  if (exchanges.some((each) => each === "" || each === ".")) {
    return [
      wrong(
        "bounces",
        `${domain} says that it takes no mail (its MX is empty), so failures cannot be reported: let ${setting} be at a domain that does.`,
      ),
    ];
  }
  if (exchanges.length === 0) return await withoutExchange(names, domain, setting);
  const unknown: string[] = [];
  for (const each of exchanges) {
    if ((await names.addresses(each)).length === 0) unknown.push(each);
  }
  if (unknown.length === exchanges.length) {
    return [
      wrong(
        "bounces",
        `the MX of ${domain} is ${listed(unknown)}, which has no address: name a server there that takes its mail.`,
      ),
    ];
  }
  return [
    ok("bounces", `failures are reported to ${domain}, whose mail goes to ${listed(exchanges)}`),
    ...unknown.map((each) =>
      warn("bounces", `${each}, an MX of ${domain}, has no address: take it out.`),
    ),
  ];
}

async function withoutExchange(names: Names, domain: string, setting: string): Promise<Finding[]> {
  // RFC 5321, 5.1: then the domain itself is tried.
  if ((await names.addresses(domain)).length > 0) {
    return [
      warn(
        "bounces",
        `${domain} has no MX, so failures are reported to the machine of that name: see that it takes mail, or add an MX.`,
      ),
    ];
  }
  return [
    wrong(
      "bounces",
      `${domain} has neither MX nor address, so failures cannot be reported, and many receivers refuse mail from it: add an MX, or let ${setting} be at a domain that takes mail.`,
    ),
  ];
}
