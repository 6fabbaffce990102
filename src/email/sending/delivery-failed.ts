// Why a message did not get through, in the ways that matter to the queue.

import { classifyAnswer } from "../bounces/classify.ts";

export type FailureKind =
  /** It never will: the address does not exist, the message is too large. */
  | "refused"
  /** Try this message later; others are not concerned. */
  | "later"
  /** The connection broke or was ended; whether the message arrived may be unknown. */
  | "broken"
  /** The server takes nothing from us, for what we are or send: a policy (5.7.x). */
  | "policy"
  /** Nothing can be sent now: no server there, or it does not let us in. */
  | "unreachable";

export class DeliveryFailed extends Error {
  override name = "DeliveryFailed";
  readonly kind: FailureKind;
  /** What the mail server answered, if it did. */
  readonly answer: string | undefined;
  /** The connection broke when the message was under way, so nobody knows. */
  readonly maybeArrived: boolean;
  /** The server answered so when it was told the recipient. */
  readonly isAboutRecipient: boolean;
  constructor(
    kind: FailureKind,
    message: string,
    {
      answer,
      maybeArrived = false,
      isAboutRecipient = false,
      cause,
    }: {
      answer?: string | undefined;
      maybeArrived?: boolean;
      isAboutRecipient?: boolean;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause });
    this.kind = kind;
    this.answer = answer;
    this.maybeArrived = maybeArrived;
    this.isAboutRecipient = isAboutRecipient;
  }
}

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/** Authentication is asked for, or has failed (RFC 4954). */
const needsLogin = [530, 534, 535, 538];

/** `isAskedFor`: the server had taken sender and recipient, and asked for the message. */
export function readSmtpError(
  cause: unknown,
  { isAskedFor }: { isAskedFor: boolean },
): DeliveryFailed {
  const error = cause as SmtpError;
  const said = error.response ? `The mail server says: ${error.response}` : error.message;
  const kind = kindOf(error);
  return new DeliveryFailed(kind, said.replaceAll(/\s+/g, " ").slice(0, 500), {
    answer: error.response,
    // A server that answered has not taken it.
    maybeArrived: isAskedFor && !error.responseCode,
    isAboutRecipient: error.command === "RCPT TO",
    cause,
  });
}

function kindOf({
  code = "",
  originalCode = "",
  command = "",
  response = "",
  responseCode = 0,
}: SmtpError): FailureKind {
  if (/^(EAUTH|ENOAUTH|EOAUTH2|ETLS|EDNS|ECONFIG)$/.test(code)) return "unreachable";
  if (responseCode === 421) return "broken";
  // Class 7 of RFC 3463, or words that say as much: it is about us, or about what we send.
  const isPolicy = responseCode >= 500 && classifyAnswer(response) === "policy";
  if (command === "CONN" || command === "EHLO" || command === "HELO") {
    if (isPolicy && !needsLogin.includes(responseCode)) return "policy";
    // A connection that was there and went is worth another try at once.
    return originalCode === "ECONNRESET" || code === "ECONNECTION" ? "broken" : "unreachable";
  }
  if (responseCode >= 500) {
    if (needsLogin.includes(responseCode)) return "unreachable";
    // A sender that is not taken is our fault too.
    return isPolicy || command === "MAIL FROM" ? "policy" : "refused";
  }
  if (responseCode >= 400) return command === "MAIL FROM" ? "broken" : "later";
  // The envelope or the message cannot be said in SMTP at all, whatever the server.
  if (code === "EENVELOPE" || code === "EMESSAGE") return "refused";
  return "broken";
}
