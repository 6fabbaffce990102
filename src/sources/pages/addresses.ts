// The mail addresses that a text names, also in the ways in which papers hide them from robots:
// {ada,ben}@x.org, ada [at] x.org, ada AT x DOT org.
import { domainToASCII } from "node:url";

export interface NamedAddress {
  /** `ada@x.org`, in small letters, its domain in ASCII. */
  address: string;
  /** Where it begins, in characters of the text. */
  at: number;
}

/** In each of the two ways of writing them. */
const mostAddresses = 5_000;

const local = String.raw`[\p{L}\p{N}!#$%&'*+/=?^_|~.-]{1,64}`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const dot = String.raw`(?:\.|[ ]?[[({<][ ]?(?:dot|DOT|Dot|\.)[ ]?[\])}>][ ]?|[ ](?:dot|DOT)[ ])`;
const domain = String.raw`${label}(?:${dot}${label}){1,8}`;
const spelledDomain = String.raw`${label}(?:[ ](?:dot|DOT)[ ]${label}){1,8}`;
/** In brackets, or in capitals: “available at x.org” is no address, and “ask us @x.org” is none of ours. */
const at = String.raw`(?:@\s{0,3}|\s{1,3}@\s{1,3}|\s{0,3}[[({<]\s?(?:at|AT|At|@)\s?[\])}>]\s{0,3}|\sAT\s)`;
const group = String.raw`[[({]([^\[\](){}<>@]{1,600})[\])}]`;

// Nothing of an address stands before it, so that nobody's is found within a longer one.
const before = String.raw`(?<![\p{L}\p{N}!#$%&'*+/=?^_|~.@-])`;
const after = String.raw`(?![\p{L}\p{N}@_])`;
const single = new RegExp(
  `${before}(${local})(?:${at}(${domain})|\\sat\\s(${spelledDomain}))${after}`,
  "gu",
);
const several = new RegExp(`${group}(?:\\s{0,3}@\\s{0,3}|${at})(${domain})${after}`, "gu");

/** Each as often as it stands there, in the order in which they stand. */
export function addressesIn(text: string): NamedAddress[] {
  // In TeX these stand for themselves: \_ \{ \}.
  const plain = text.replaceAll("\\_", "_").replaceAll(/\\(?=[{}&%#$])/g, " ");
  const found: NamedAddress[] = [];
  const take = (written: string, host: string, index: number) => {
    const address = addressOf(written, host);
    if (address !== undefined) found.push({ address, at: index });
  };
  for (const { 1: name = "", 2: host, 3: spelled, index } of plain.matchAll(single)) {
    if (found.length >= mostAddresses) break;
    // Of `john . smith@x.org` no part is somebody's.
    if (!/[.\-_]\s{0,3}$/.test(plain.slice(Math.max(0, index - 4), index))) {
      take(name, host ?? spelled ?? "", index);
    }
  }
  for (const { 1: names = "", 2: host = "", index } of plain.matchAll(several)) {
    if (found.length >= 2 * mostAddresses) break;
    for (const name of names.split(/[,;|]|\s\/\s|\s{2,}|\sand\s/)) take(name.trim(), host, index);
  }
  return found.toSorted((one, other) => one.at - other.at);
}

function addressOf(written: string, host: string): string | undefined {
  // Quotation marks around an address are none of it.
  const name = written.replace(/^['*|/=]+/, "");
  if (!/^[\p{L}\p{N}_]/u.test(name) || !/^[!#$%&'*+/=?^_|~.\p{L}\p{N}-]{1,64}$/u.test(name)) {
    return undefined;
  }
  if (name.endsWith(".") || name.includes("..")) return undefined;
  const ascii = domainToASCII(host.replaceAll(new RegExp(dot, "g"), "."));
  if (!/\.[a-z][a-z\d-]*[a-z\d]$/.test(ascii)) return undefined;
  return `${name}@${ascii}`.toLowerCase();
}

/** What is no one person’s, or stands in a paper as an example. */
const shared = new Set(
  (
    "abuse admin administration authors chair contact corresponding correspondence editor editorial " +
    "editors enquiries feedback firstauthor first.last firstname.lastname first.author hello help helpdesk " +
    "hostmaster info inquiries journal journals lab mail mailer-daemon media name name.surname " +
    "no-reply no.reply nobody noreply do-not-reply donotreply office permissions postmaster press privacy " +
    "reprints root sales secretariat secretary service someone student students support team user username " +
    "webmaster you your.name yourname email e-mail"
  ).split(" "),
);

/** Whether whoever reads mail at this address may be several people. */
export function isShared(address: string): boolean {
  const name = address.slice(0, address.lastIndexOf("@")).toLowerCase();
  return shared.has(name.replace(/\+.*$/, ""));
}
