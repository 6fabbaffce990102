// Builds the bytes of a mail (RFC 5322): the headers that receivers ask for, a text and an HTML
// part. Whatever stands in a title or a name, it adds no header.
import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Letterhead } from "./letterhead.ts";

/** A mail, ready for the outbox. */
export interface Letter {
  /** With its angle brackets, the same for every attempt. */
  messageId: string;
  to: string;
  subject: string;
  raw: Uint8Array;
}

export interface Contents {
  letterhead: Letterhead;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Names the message among all of this instance: letters, digits, dots and dashes. */
  name: string;
  date: Date;
  /** The address to which one POST ends the subscription (RFC 8058); for mail to subscribers. */
  unsubscribeUrl?: string;
}

export async function buildLetter(contents: Contents): Promise<Letter> {
  const { letterhead, to, name, date, text, html } = contents;
  const messageId = `<${name}@${domainOf(letterhead.from)}>`;
  const subject = oneLine(contents.subject);
  const composer = new MailComposer({
    from: { name: oneLine(letterhead.siteName), address: letterhead.from },
    to: { name: "", address: to },
    subject,
    date,
    messageId,
    text: withCrLf(text),
    html: withCrLf(html),
    headers: [
      // No vacation notice comes back (RFC 3834).
      { key: "Auto-Submitted", value: "auto-generated" },
      ...(contents.unsubscribeUrl ? listHeaders(letterhead, contents.unsubscribeUrl) : []),
    ],
    // The same contents are the same bytes.
    baseBoundary: createHash("sha256").update(messageId).digest("hex").slice(0, 24),
    textEncoding: "Q",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { messageId, to, subject, raw: await composer.compile().build() };
}

/** RFC 5322, 2.3: no line ends in anything else. */
function withCrLf(text: string): string {
  return text.replaceAll(/\r\n?|\n/g, "\r\n");
}

function listHeaders({ siteName, from }: Letterhead, unsubscribeUrl: string) {
  // Prepared values are neither encoded nor folded: a folded address has broken DKIM downstream
  // (nodemailer#1654), and one-click mail must name exactly one https address.
  return [
    { key: "List-Id", value: prepared(`"${quotable(siteName)}" <digest.${domainOf(from)}>`) },
    { key: "List-Unsubscribe", value: prepared(`<${unsubscribeUrl}>`) },
    { key: "List-Unsubscribe-Post", value: prepared("List-Unsubscribe=One-Click") },
  ];
}

function prepared(value: string) {
  return { prepared: true, value };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** What may stand between quotes in a header without being encoded. */
function quotable(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\]/g, "").trim();
}

/** Without anything that ends a line, and without what is not seen or turns the line around. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .replace(/[\p{Cf}]/gu, "")
    .trim();
}
