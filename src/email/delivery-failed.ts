// Why a message did not get through, in the ways that matter to the queue.

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
  constructor(
    kind: FailureKind,
    message: string,
    {
      answer,
      maybeArrived = false,
      cause,
    }: { answer?: string | undefined; maybeArrived?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.kind = kind;
    this.answer = answer;
    this.maybeArrived = maybeArrived;
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
  if (command === "CONN" || command === "EHLO" || command === "HELO") {
    // A connection that was there and went is worth another try at once.
    return originalCode === "ECONNRESET" || code === "ECONNECTION" ? "broken" : "unreachable";
  }
  if (responseCode >= 500) {
    // Authentication is asked for, or has failed (RFC 4954).
    if ([530, 534, 535, 538].includes(responseCode)) return "unreachable";
    // Class 7 of RFC 3463 is about security and policy. A sender that is not taken is our fault too.
    const isPolicy = /^\d{3}[ -]5\.7\.\d/.test(response) || command === "MAIL FROM";
    return isPolicy ? "policy" : "refused";
  }
  if (responseCode >= 400) return command === "MAIL FROM" ? "broken" : "later";
  // The envelope or the message cannot be said in SMTP at all, whatever the server.
  if (code === "EENVELOPE" || code === "EMESSAGE") return "refused";
  return "broken";
}
