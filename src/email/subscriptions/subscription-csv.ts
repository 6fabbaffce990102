// Subscriptions as lines of CSV, out and in again. `address,frequency` is what every system
// understands; the other columns hold all the rest that is known.
import { Invalid } from "../../errors.ts";
import { parseDay, type Day } from "../../papers/period.ts";
import { addressKey, parseAddress } from "./address.ts";
import { visible } from "./address-file.ts";
import { whyNotWanted } from "./list-standing.ts";
import type { Listed } from "./subscription-list.ts";
import { parseWish, type WishContext } from "./parse-wish.ts";
import type { SuppressionReason } from "./suppression.ts";
import { clockTime, readWish, type Wish } from "./wish.ts";

export const plainColumns = ["address", "frequency"];

/** By these a list is known to be one of ours. */
const ownColumns = [
  ...plainColumns,
  "status",
  "follows",
  "papers",
  "minutes",
  "hour",
  "time_zone",
  "paused_until",
  "created_at",
  "confirmed_at",
  "unsubscribed_at",
  "consent",
];

/** `reason`: why nothing is sent to it. */
export const allColumns = [...ownColumns, "reason"];

/** Somebody whom a list or the owner names. */
export interface Candidate {
  channel: "mail" | "webhook";
  address: string;
  addressKey: string;
  wish: Wish;
  pausedUntil?: Day | undefined;
  /** Where the yes came from, as the list itself says it. */
  consent?: string | undefined;
  /** When that was, and when the address came to the list, where the list itself says so. */
  confirmedAt?: string | undefined;
  createdAt?: string | undefined;
  /** Why that is too little for somebody new. */
  fault?: string | undefined;
}

/** Somebody of whom a list of ours says that nothing is to be sent. */
export interface Gone {
  addressKey: string;
  reason: SuppressionReason;
}

/** Whom a line names; or what it says of them where they are not to get mail. */
type ReadLine = { candidate: Candidate } | { candidate?: undefined; leftOut: string; gone?: Gone };

const reasons: readonly SuppressionReason[] = [
  "hard",
  "soft",
  "complaint",
  "unsubscribed",
  "owner",
];

const longestConsent = 300;

export function lineOf(subscription: Listed, { all }: { all: boolean }): string {
  const { address, wish, status, pausedUntil, createdAt, confirmedAt } = subscription;
  const plain = [address, wish.frequency];
  const values = all
    ? [
        ...plain,
        status,
        wish.follows.length === 0 ? "" : JSON.stringify(wish.follows),
        wish.papers,
        wish.minutes,
        wish.hour === undefined ? "" : clockTime(wish.hour),
        wish.timeZone,
        pausedUntil,
        createdAt,
        confirmedAt,
        subscription.unsubscribedAt,
        subscription.consent,
        subscription.reason,
      ]
    : plain;
  return values.map((value) => quoted(String(value ?? ""))).join(",");
}

function quoted(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * Reads what a line says.
 * @throws Invalid with a sentence about the line.
 */
export function readLine(values: ReadonlyMap<string, string>, context: WishContext): ReadLine {
  const address = parseAddress(bareAddress(values.get("address") ?? ""));
  // Columns of other systems may be called the same, and mean something else.
  const isOwn = ownColumns.every((name) => values.has(name));
  const leftOut = isOwn ? undefined : whyNotWanted(values);
  if (leftOut !== undefined) return { leftOut };
  const why = isOwn ? whyGone(values) : undefined;
  if (why === "pending") return { leftOut: why };
  if (why) return { leftOut: why, gone: { addressKey: addressKey(address), reason: why } };
  const frequency = (values.get("frequency") || "daily").toLowerCase();
  if (frequency !== "daily" && frequency !== "weekly" && frequency !== "alert") {
    throw new Invalid(
      `“${visible(frequency).slice(0, 40)}” is no frequency: write daily or weekly.`,
    );
  }
  const candidate = { channel: "mail" as const, address, addressKey: addressKey(address) };
  if (isOwn) {
    return { candidate: { ...candidate, ...readAll(values, { ...context, frequency }) } };
  }
  if (frequency === "alert") {
    return {
      candidate: {
        ...candidate,
        wish: { frequency, follows: [] },
        fault: "What this alert looks for stands only in a list from `export --all`.",
      },
    };
  }
  return { candidate: { ...candidate, wish: { frequency, follows: [] } } };
}

/** `ada@x.org` of `Ada <ada@x.org>`, as mail programs write it. */
function bareAddress(written: string): string {
  return /^[^<>]*<([^<>]*)>$/.exec(written.trim())?.[1] ?? written;
}

/** Why nothing goes to somebody on a list of ours. */
function whyGone(values: ReadonlyMap<string, string>): SuppressionReason | "pending" | undefined {
  const reason = values.get("reason")?.toLowerCase() ?? "";
  const status = values.get("status")?.toLowerCase() ?? "";
  if (reason !== "") {
    const known = reasons.find((each) => each === reason);
    if (!known) throw new Invalid(`“${visible(reason).slice(0, 40)}” is no reason known here.`);
    return known;
  }
  if (status === "unsubscribed" || status === "pending") return status;
  if (status === "confirmed" || status === "") return undefined;
  throw new Invalid(`“${visible(status).slice(0, 40)}” is no status known here.`);
}

function readAll(
  values: ReadonlyMap<string, string>,
  context: WishContext & { frequency: string },
): Pick<Candidate, "wish" | "pausedUntil" | "consent" | "confirmedAt" | "createdAt"> {
  const valueOf = (name: string) => values.get(name) ?? "";
  const [papers, minutes, pausedUntil] = ["papers", "minutes", "paused_until"].map(valueOf);
  const follows = readFollows(valueOf("follows"));
  const length = papers ? `${papers} papers` : minutes ? `${minutes} minutes` : "";
  const wish = parseWish(
    {
      frequency: context.frequency,
      sections: follows.flatMap((each) => ("section" in each ? [each.section] : [])),
      queries: follows.flatMap((each) => ("query" in each ? [each.query] : [])),
      following: follows.some((each) => "following" in each),
      length,
      hour: valueOf("hour"),
      timeZone: valueOf("time_zone"),
    },
    context,
  );
  if (pausedUntil && !parseDay(pausedUntil)) {
    throw new Invalid(`“${visible(pausedUntil).slice(0, 40)}” is no day such as 2026-03-27.`);
  }
  const consent = valueOf("consent");
  return {
    wish,
    pausedUntil: pausedUntil || undefined,
    consent: consent === "" ? undefined : parseConsent(consent),
    confirmedAt: readMoment(valueOf("confirmed_at")),
    createdAt: readMoment(valueOf("created_at")),
  };
}

function readMoment(written: string): string | undefined {
  if (written === "") return undefined;
  const isMoment = /^\d{4}-\d\d-\d\dT/.test(written) && !Number.isNaN(Date.parse(written));
  if (isMoment && Date.parse(written) <= Date.now()) return new Date(written).toISOString();
  throw new Invalid(
    `“${visible(written).slice(0, 40)}” is no moment of the past such as 2026-03-27T07:00:00.000Z.`,
  );
}

function readFollows(written: string): Wish["follows"] {
  if (written === "") return [];
  try {
    return readWish(`{"frequency":"daily","follows":${written}}`).follows;
  } catch (cause) {
    throw new Invalid("What it follows cannot be read.", { cause });
  }
}

/**
 * Where a yes came from, in the owner's words.
 * @throws Invalid
 */
export function parseConsent(written: string): string {
  const consent = written.trim();
  if (consent === "" || /\p{Cc}/u.test(consent) || consent.length > longestConsent) {
    throw new Invalid(
      `A note of consent is one line of at most ${longestConsent} characters, such as "signed the sheet at the seminar".`,
    );
  }
  return consent;
}
