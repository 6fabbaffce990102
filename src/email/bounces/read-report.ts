// What came to the return address, from its bytes: a report that mail failed (RFC 3464), a complaint
// (RFC 5965), somebody who wants no more, or nothing of ours. Anybody can write anything there, so
// whatever comes is read as far as it goes, and nothing is believed here but our own signatures.
import PostalMime, { type Email } from "postal-mime";
import { readBounceAddress, type Bounces, type Returned } from "../sending/verp.ts";
import { excerptOf } from "./excerpt.ts";
import {
  addField,
  addressesIn,
  afterType,
  first,
  readFields,
  readGroups,
  readHeader,
  type Fields,
} from "./fields.ts";
import { readPlainFailure } from "./plain-failure.ts";
import type { About, Reading, RecipientReport } from "./reading.ts";

/** Nobody has more recipients for one message of ours than a few forwarding addresses. */
const mostRecipients = 100;

const toUs = [
  "to",
  "delivered-to",
  "x-delivered-to",
  "x-original-to",
  "original-recipient",
  "envelope-to",
  "x-envelope-to",
  "received",
  "cc",
];

/** `own` is missing where no MAIL_BOUNCES is set: then only the Message-ID tells what it is about. */
export async function readReport(message: Uint8Array, own: Bounces | undefined): Promise<Reading> {
  const email = await parse(message);
  if (!email) return { kind: "nothing", why: "It cannot be read as a mail." };
  const header: Fields = new Map();
  for (const { key, value } of email.headers) addField(header, key, value);
  const returned = readReturned(email);
  const signed = [
    ...addressesIn(header, toUs),
    ...addressesIn(returned, ["return-path", "x-original-mail-from", "x-envelope-from"]),
  ];

  const status = partOf(email, /^message\/(global-)?delivery-status$/);
  if (status !== undefined) {
    const recipients = readGroups(status).flatMap(readRecipient).slice(0, mostRecipients);
    return { kind: "failure", about: aboutOf(own, signed, returned), recipients };
  }
  const feedback = partOf(email, /^message\/feedback-report$/);
  if (feedback !== undefined) return readComplaint(own, readFields(feedback), signed, returned);
  const leaving = findReturned(own, signed, "subscriptionId");
  if (leaving) return { kind: "leaving", ...leaving };
  if (isAutomatic(header)) return { kind: "nothing", why: "It is an automatic answer." };
  const about = aboutOf(own, signed, returned);
  const plain = about.outboxId === undefined ? undefined : readPlainFailure(header, email.text);
  if (plain) return { kind: "failure", about, recipients: [plain] };
  return { kind: "nothing", why: "It is neither a report nor a complaint." };
}

async function parse(message: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(excerptOf(message), {
      attachmentEncoding: "utf8",
      forceRfc822Attachments: true,
      maxNestingDepth: 20,
      maxHeadersSize: 256 * 1024,
    });
  } catch {
    return undefined;
  }
}

function partOf(email: Email, type: RegExp): string | undefined {
  const content = email.attachments.find(({ mimeType }) => type.test(mimeType))?.content;
  return typeof content === "string" ? content : undefined;
}

/** The header of our message, as it was sent back. */
function readReturned(email: Email): Fields {
  return readHeader(
    partOf(email, /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/) ?? "",
  );
}

function readRecipient(fields: Fields): RecipientReport[] {
  const action = first(fields, "action")
    .split(/[\s;(]/, 1)[0]!
    .toLowerCase();
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(first(fields, "status"))?.[0];
  const recipients = ["final-recipient", "original-recipient"].map((name) => first(fields, name));
  const addresses = recipients.map(afterType).filter((each) => each.includes("@"));
  // The first group is about the report itself.
  if (!action && !status && addresses.length === 0) return [];
  return [{ action, status, says: afterType(first(fields, "diagnostic-code")), addresses }];
}

function readComplaint(
  own: Bounces | undefined,
  feedback: Fields,
  signed: readonly string[],
  returned: Fields,
): Reading {
  const type = first(feedback, "feedback-type").toLowerCase();
  // `not-spam` takes a complaint back; auth-failure and dmarc are about signatures (RFC 6591).
  if (!/^(abuse|fraud|virus|other|opt-out(-list)?|miscategorized)$/.test(type)) {
    return { kind: "nothing", why: `It is feedback, but no complaint (${shown(type)}).` };
  }
  const senders = addressesIn(feedback, ["original-mail-from"]);
  return {
    kind: "complaint",
    about: aboutOf(own, [...senders, ...signed], returned),
    recipients: addressesIn(feedback, ["original-rcpt-to"]),
    says: type,
  };
}

function aboutOf(own: Bounces | undefined, signed: readonly string[], returned: Fields): About {
  return {
    outboxId: findReturned(own, signed, "outboxId")?.outboxId,
    messageId: /<[^<>\s]{1,250}>/.exec(first(returned, "message-id"))?.[0],
  };
}

function findReturned<Kind extends "outboxId" | "subscriptionId">(
  own: Bounces | undefined,
  addresses: readonly string[],
  kind: Kind,
): Extract<Returned, Record<Kind, number>> | undefined {
  for (const address of own ? addresses : []) {
    const found = readBounceAddress(own!, address);
    if (found && kind in found) return found as Extract<Returned, Record<Kind, number>>;
  }
  return undefined;
}

/** RFC 3834, and what was usual before it. */
function isAutomatic(header: Fields): boolean {
  const submitted = first(header, "auto-submitted").toLowerCase();
  return (
    (submitted !== "" && !/^(no|auto-generated)\b/.test(submitted)) ||
    ["x-autoreply", "x-autorespond", "x-autoresponder"].some((name) => header.has(name)) ||
    /^(auto_reply|auto-reply|bulk|junk|list)\b/i.test(first(header, "precedence"))
  );
}

function shown(type: string): string {
  return /^[a-z0-9-]{1,40}$/.test(type) ? type : "of no known kind";
}
