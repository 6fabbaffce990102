// Mail addresses as people type them. Strict on purpose: what passes needs no quoting anywhere, in
// a header, an envelope or a page, and no extension (SMTPUTF8) that a relay may lack.
import { domainToASCII } from "node:url";
import { Invalid } from "../../errors.ts";

// RFC 5321, 4.5.3.1: 64 octets before the @; a path of 256 octets leaves 254 to the address.
const longestLocalPart = 64;
const longestAddress = 254;

/**
 * The address with its domain in ASCII and lower case.
 * @throws Invalid with a sentence for the person who typed it.
 */
export function parseAddress(text: string): string {
  const written = text.trim();
  if (written === "")
    throw new Invalid("Please write your mail address, such as ada@university.edu.");
  if (written.length > longestAddress) throw unlikely("is too long");
  const at = written.lastIndexOf("@");
  if (at < 0) throw unlikely("has no @");
  const localPart = written.slice(0, at);
  if (localPart.includes("@")) throw unlikely("has more than one @");
  const domain = asciiDomain(written.slice(at + 1));
  checkLocalPart(localPart);
  const address = `${localPart}@${domain}`;
  if (address.length > longestAddress) throw unlikely("is too long");
  return address;
}

/** Two spellings of one mailbox have the same key; mail goes to the address itself. */
export function addressKey(address: string): string {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`.toLowerCase();
}

function checkLocalPart(localPart: string): void {
  if (localPart === "") throw unlikely("has nothing before its @");
  if (localPart.length > longestLocalPart) throw unlikely("is too long before its @");
  const stranger = /[^A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.]/.exec(localPart)?.[0];
  if (stranger !== undefined) throw unlikely(`${shown(stranger)} before its @`);
  if (localPart.split(".").includes("")) throw unlikely("has a dot too many before its @");
}

function asciiDomain(written: string): string {
  if (written === "") throw unlikely("has nothing after its @");
  const stranger = /[^\p{L}\p{M}\p{N}.-]/u.exec(written)?.[0];
  if (stranger !== undefined) throw unlikely(`${shown(stranger)} after its @`);
  if (!written.includes(".")) throw unlikely("has no ending, such as .edu");
  const domain = domainToASCII(written);
  const labels = domain.split(".");
  if (!labels.every(isLabel)) throw unlikely("has no domain of the usual form after its @");
  if (/^\d+$/.test(labels.at(-1)!)) throw unlikely("has no ending, such as .edu");
  return domain;
}

function isLabel(label: string): boolean {
  const wellFormed = /^[a-z0-9-]{1,63}$/.test(label);
  return wellFormed && !label.startsWith("-") && !label.endsWith("-");
}

function shown(character: string): string {
  if (character.trim() === "") return "has a space or a line break";
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? `has the character ${character}`
    : "has an invisible character";
}

function unlikely(fault: string): Invalid {
  return new Invalid(`This address ${fault}. Please look at it again.`);
}
