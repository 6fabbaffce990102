// The domain of a mail address, as DNS and DKIM write it.
import { domainToASCII } from "node:url";

/** In ASCII and lower case. */
export function domainOf(address: string): string {
  const written = address.slice(address.lastIndexOf("@") + 1);
  return (domainToASCII(written) || written).toLowerCase();
}

/** True for the domain itself and for what lies below it. */
export function isWithin(domain: string, parent: string): boolean {
  return domain === parent || domain.endsWith(`.${parent}`);
}
