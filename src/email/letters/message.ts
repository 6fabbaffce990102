// Builds the bytes of a mail (RFC 5322): the headers that receivers ask for, a text and an HTML
// part. Whatever stands in a title or a name, it adds no header.
import MimeNode from "nodemailer/lib/mime-node";
import { leaveAddressOf } from "../sending/verp.ts";
import { readableLine } from "../../papers/one-line.ts";
import type { Tables } from "../../store/tables.ts";
import type { Letterhead } from "./letterhead.ts";
import type { Signatory } from "../subscriptions/link-tokens.ts";
import { domainOf } from "./mail-domain.ts";
import { unsubscribeUrl } from "./mail-links.ts";
import { quoted } from "./quoted.ts";

/** A mail, ready for the outbox. */
export interface Letter {
  /** With its angle brackets, the same for every attempt. */
  messageId: string;
  to: string;
  subject: string;
  raw: Uint8Array;
}

export interface Heading {
  letterhead: Letterhead;
  to: string;
  subject: string;
  kind: Tables["outbox"]["kind"];
  /** Names the message among all of this instance: letters, digits, dots and dashes. */
  name: string;
  date: Date;
  /** The subscription that it comes from; one POST ends it (RFC 8058). */
  subscriber?: Signatory;
  /** The edition, to tell complaints apart by. */
  edition?: string;
  /** It tells notifications of these kinds; one POST to `off` ends letters of them. `follows` are
   *  the messages above it in its thread, the first of them first. */
  notifications?: { off: string; kinds: readonly string[]; follows: readonly string[] };
}

export function buildLetter({
  text,
  html,
  ...heading
}: Heading & { text: string; html: string }): Letter {
  return {
    messageId: messageIdOf(heading),
    to: heading.to,
    subject: readableLine(heading.subject),
    raw: assemble(heading, { text: [quoted(text)], html: [quoted(html)] }),
  };
}

export function messageIdOf({ letterhead, name }: Pick<Heading, "letterhead" | "name">): string {
  return `<${name}@${domainOf(letterhead.from)}>`;
}

/** What a message is put together of: ASCII, or bytes that are. */
type Piece = string | Uint8Array;

export function bytesOf(ascii: string): Uint8Array {
  // Not of the room that Node shares out: what is kept would keep that of its passing neighbours.
  const bytes = Buffer.allocUnsafeSlow(ascii.length);
  bytes.write(ascii, "latin1");
  return bytes;
}

/** The whole message, of parts that are quoted-printable already, as is `written`. */
export function assemble(
  heading: Heading,
  { text, html }: { text: readonly Piece[]; html: readonly Piece[] },
  {
    written = writtenHeaders(heading),
    take = (length) => Buffer.allocUnsafeSlow(length),
  }: { written?: string; take?: (length: number) => Uint8Array } = {},
): Uint8Array {
  // No text in quoted-printable holds this: an equals sign and an underscore.
  const boundary = `=_${heading.name}`;
  const part = (type: string) =>
    `--${boundary}\r\nContent-Type: text/${type}; charset=utf-8\r\n` +
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
  const head =
    `${written}\r\n${ownHeaders(heading)}\r\n` +
    `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${part("plain")}`;
  // Headers are encoded and parts quoted, so there is nothing but ASCII.
  return together([[head], text, [`\r\n${part("html")}`], html, [`\r\n--${boundary}--\r\n`]], take);
}

function together(
  parts: readonly (readonly Piece[])[],
  take: (length: number) => Uint8Array,
): Uint8Array {
  let length = 0;
  for (const pieces of parts) for (const piece of pieces) length += piece.length;
  const whole = take(length);
  const writing = Buffer.from(whole.buffer, whole.byteOffset, length);
  let at = 0;
  for (const pieces of parts) {
    for (const piece of pieces) {
      if (typeof piece === "string") writing.write(piece, at, "latin1");
      else writing.set(piece, at);
      at += piece.length;
    }
  }
  return whole;
}

/** The headers that hold words from outside, encoded and folded; many letters share them. */
export function writtenHeaders({
  letterhead: { siteName, from },
  subject,
}: Pick<Heading, "letterhead" | "subject">): string {
  const node = new MimeNode(undefined, { baseBoundary: "unused" });
  node.setHeader([
    { key: "From", value: { name: readableLine(siteName), address: from } },
    { key: "Subject", value: readableLine(subject) },
  ]);
  // It would date and name the letter by itself.
  return node.buildHeaders().replaceAll(/^(Date|Message-ID): .*\r\n/gm, "");
}

/** Those that are ours: short words and addresses in ASCII. */
function ownHeaders(heading: Heading): string {
  const { to, date, subscriber, notifications } = heading;
  return [
    `To: ${to}`,
    `Date: ${date.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: ${messageIdOf(heading)}`,
    // No vacation notice comes back (RFC 3834).
    "Auto-Submitted: auto-generated",
    ...(subscriber ? listHeaders(heading, subscriber) : []),
    ...(notifications ? notificationHeaders(heading, notifications) : []),
  ].join("\r\n");
}

function listHeaders(heading: Heading, subscriber: Signatory): string[] {
  const { letterhead, kind, edition = "none" } = heading;
  const { siteName, from, bounces, secret } = letterhead;
  const { id: subscriptionId, addressKey } = subscriber;
  // Not folded: a folded address has broken DKIM downstream (nodemailer#1654). One-click mail must
  // name exactly one https address.
  const leave = [
    unsubscribeUrl(letterhead, subscriber),
    ...(bounces === undefined
      ? []
      : [`mailto:${leaveAddressOf({ bounces, secret }, { subscriptionId, addressKey })}`]),
  ];
  const domain = domainOf(from);
  return [
    `List-Id: "${quotable(siteName)}" <digest.${domain}>`,
    `List-Unsubscribe: ${leave.map((each) => `<${each}>`).join(", ")}`,
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    // By which Gmail tells complaints apart: what it was, and who sends.
    `Feedback-ID: ${edition}:${kind}:broadsheet:${domain}`,
  ];
}

function notificationHeaders(
  { kind, letterhead: { siteName, from } }: Heading,
  { off, kinds, follows }: NonNullable<Heading["notifications"]>,
): string[] {
  const domain = domainOf(from);
  return [
    ...(follows.length > 0
      ? [`In-Reply-To: ${follows.at(-1)}`, `References: ${follows.join(" ")}`]
      : []),
    `List-Id: "${quotable(siteName)}" <notifications.${domain}>`,
    `List-Unsubscribe: <${off}>`,
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    `Feedback-ID: ${kinds[0]}:${kind}:broadsheet:${domain}`,
  ];
}

/** What may stand between quotes in a header without being encoded. */
function quotable(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\]/g, "").trim();
}
