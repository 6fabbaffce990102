// What was found out about the way of our mail, and the record that would mend it.
import type { Finding } from "../../finding.ts";

/** As it is to stand in DNS. */
export interface DnsRecord {
  name: string;
  type: "TXT";
  value: string;
}

export interface MailFinding extends Finding {
  /** Missing, or other than it must be. */
  record?: DnsRecord;
}

/** The same, with the text that is to stand in DNS. */
export function mendedBy(finding: Finding, name: string, value: string): MailFinding {
  return { ...finding, record: { name, type: "TXT", value } };
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;
}
