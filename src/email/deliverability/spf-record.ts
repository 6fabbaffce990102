// Reads an SPF record (RFC 7208): `v=spf1 ip4:203.0.113.0/24 include:_spf.example.net ~all`.
import { isIP } from "node:net";

export type Qualifier = "+" | "-" | "~" | "?";

export interface SpfTerm {
  qualifier: Qualifier;
  mechanism: "all" | "include" | "a" | "mx" | "ptr" | "ip4" | "ip6" | "exists";
  /** A domain or an address; empty where the record's own domain is meant. */
  value: string;
  /** How much of an address must agree. */
  bits: { ipv4: number; ipv6: number };
}

export interface SpfRecord {
  terms: SpfTerm[];
  redirect: string | undefined;
  /** Terms that no receiver understands: each then takes the whole record for broken. */
  faults: string[];
}

export function isSpf(text: string): boolean {
  return /^v=spf1( |$)/i.test(text);
}

export function readSpf(text: string): SpfRecord {
  const record: SpfRecord = { terms: [], redirect: undefined, faults: [] };
  for (const written of text.split(" ").slice(1)) {
    if (written === "") continue;
    const [, modifier, value = ""] = /^([a-z][a-z0-9._-]*)=(.*)$/i.exec(written) ?? [];
    if (modifier !== undefined) {
      if (modifier.toLowerCase() === "redirect") record.redirect = value;
      continue;
    }
    const term = readTerm(written);
    if (term) record.terms.push(term);
    else record.faults.push(written);
  }
  return record;
}

function readTerm(written: string): SpfTerm | undefined {
  const [, qualifier, name = "", given, four, six] =
    /^([-+~?]?)([a-z0-9]+)(?::(.*?))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/i.exec(written) ?? [];
  const mechanism = mechanisms.find((each) => each === name.toLowerCase());
  if (!mechanism) return undefined;
  const term: SpfTerm = {
    qualifier: (qualifier || "+") as Qualifier,
    mechanism,
    value: given ?? "",
    bits: {
      ipv4: Number((mechanism === "ip6" ? undefined : four) ?? 32),
      ipv6: Number((mechanism === "ip6" ? four : six) ?? 128),
    },
  };
  return isSound(term) ? term : undefined;
}

const mechanisms = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"] as const;

function isSound({ mechanism, value, bits }: SpfTerm): boolean {
  if (bits.ipv4 > 32 || bits.ipv6 > 128) return false;
  switch (mechanism) {
    case "ip4":
      return isIP(value) === 4;
    case "ip6":
      return isIP(value) === 6;
    case "include":
    case "exists":
      return value !== "";
    case "all":
      return value === "";
    case "a":
    case "mx":
    case "ptr":
      return true;
  }
}
