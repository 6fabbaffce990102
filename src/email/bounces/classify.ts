// What a failure means for its recipient, by the status codes of RFC 3463 and its registry, and by
// the words where a server gives no code that says anything.

export type Verdict =
  /** There is no such mailbox; none of our mail will ever reach it. */
  | "hard"
  /** Not this time: it is full, or was not reached. */
  | "soft"
  /** It concerns us or what we sent, not the recipient. */
  | "policy"
  /** Nothing failed. */
  | "delivered";

/** By class 5: subject and detail, without which the subject alone, without which it is soft. */
const permanent: Record<string, Verdict> = {
  "1.1": "hard", // no such mailbox
  "1.2": "hard", // no such domain
  "1.3": "hard", // no valid address
  "1.6": "hard", // moved, nobody knows where
  "1.7": "policy", // our address is wrong
  "1.8": "policy", // our domain is wrong
  "1.10": "hard", // a domain that takes no mail (RFC 7505)
  "2.1": "hard", // disabled
  "6": "policy", // the contents
  "7": "policy",
};

const code = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)/g;

// Looked for in this order.
const words: [Verdict, RegExp][] = [
  ["policy", /\b(spam|block(ed|list|ing)|blacklist|dnsbl|rbl|polic(y|ies)|reputation|denied)\b/i],
  ["policy", /\b(unsolicited|banned|grey-?list(ed|ing)?|dmarc|dkim|spf|not authenticated)\b/i],
  ["policy", /\b(spamhaus|spamcop|barracuda|authentication (is )?required|authenticate first)\b/i],
  [
    "policy",
    /\brelay(ing)? (is )?(not (permitted|allowed)|prohibited)\b|\b(not|unable to) relay\b/i,
  ],
  [
    "hard",
    /\b(no such|unknown|invalid|non-?existent) (local )?(user|mailbox|recipient|account)\b/i,
  ],
  ["hard", /\b(no such|unknown|invalid|non-?existent) (addressee|(e-?mail )?address|person)\b/i],
  [
    "hard",
    /\b(user|mailbox|recipient|account|addressee|(e-?mail )?address) (is |was |has been |you entered )?(unknown|not found|invalid|disabled|deactivated|closed|deleted|inactive|not known)\b/i,
  ],
  ["hard", /\b(user|mailbox|recipient|account|address) (does not|doesn['’]t) exist\b/i],
  ["hard", /\b(is not|isn['’]t) a (valid|known) (user|mailbox|recipient|address)\b/i],
  ["hard", /\bno mailbox (here )?by that name\b|\bdoesn['’]t have an? \S{1,80} account\b/i],
];

/** It exists, and is told so in a code that says otherwise (Gmail). */
const busy = /\breceiving mail (at a rate|too quickly)/i;

/** `5.0.0` says no more than that it failed; then another code in what the server says may say more. */
export function tellingCode(status: string | undefined, says: string): string | undefined {
  const codes = [...`${status ?? ""} ${says.slice(0, 4000)}`.matchAll(code)];
  return (codes.find(([, , , detail]) => Number(detail) !== 0) ?? codes[0])?.[0];
}

/** `status` as in `5.1.1`, and what the server says. */
export function classify(status: string | undefined, says: string): Verdict {
  const text = says.slice(0, 4000);
  if (busy.test(text)) return "soft";
  const [kind, subject, detail] = tellingCode(status, text)?.split(".") ?? [];
  if (kind === "2") return "delivered";
  if (kind === "4") return subject === "7" ? "policy" : "soft";
  const byCode = permanent[`${subject}.${detail}`] ?? permanent[subject ?? ""];
  if (byCode) return byCode;
  if (Number(detail ?? 0) !== 0) return "soft";
  const byWords = words.find(([, pattern]) => pattern.test(text))?.[0];
  return byWords ?? (`${subject}.${detail}` === "1.0" ? "hard" : "soft");
}

/**
 * What a mail server's answer to our naming the recipient means, such as `550 5.1.1 No such user`.
 * An answer for now (4…) is soft whatever its code: it concerns this attempt.
 */
export function classifyAnswer(response: string): Exclude<Verdict, "delivered"> {
  const [, reply = "", rest = ""] = /^\s*(\d{3})[ -]?([^]*)$/.exec(response) ?? [];
  if (reply.startsWith("4")) return "soft";
  // Of several lines each repeats the reply.
  const says = rest.replaceAll(/\r?\n\d{3}[ -]/g, " ");
  const verdict = classify(undefined, reply ? says : response);
  return verdict === "delivered" ? "soft" : verdict;
}
