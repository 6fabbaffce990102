// How the mail server is called, as SMTP_URL has it.
import { parseConnectionUrl } from "nodemailer/lib/shared";
import { isLocalHost } from "../../config.ts";

/** What nodemailer adds to its errors. */
interface SmtpError {
  code?: string;
  command?: string;
  response?: string;
}

type SmtpOptions = ReturnType<typeof parseConnectionUrl>;

/**
 * A password crosses no network in the clear, unless SMTP_URL says `?ignoreTLS=true`; on one machine
 * there is none.
 */
export function readSmtpUrl(smtpUrl: URL): SmtpOptions {
  const options = parseConnectionUrl(smtpUrl.href);
  const { auth, secure, ignoreTLS } = options;
  const mustHide = auth?.user !== undefined && !secure && !isLocalHost(smtpUrl.hostname);
  return { ...(mustHide && !ignoreTLS && { requireTLS: true }), ...options };
}

/** What is wrong where the server knows no STARTTLS; nothing where something else failed. */
export function sayUnencrypted(smtpUrl: URL, cause: unknown): string | undefined {
  const { code, command, response } = cause as SmtpError;
  if (code !== "ETLS" || command !== "STARTTLS" || !response) return undefined;
  return `${smtpUrl.hostname} offers no encryption (STARTTLS), so the password was not sent. Where it may cross the network in the clear, add ?ignoreTLS=true to SMTP_URL. The mail server says: ${response}`;
}
