// The few things that are asked of a mailbox over IMAP, with failures told in sentences.
import { ImapFlow, type ImapFlowError } from "imapflow";
import { isLocalHost } from "../../config.ts";

export interface Mailbox {
  /** Those not marked as read, the oldest first. */
  listUnread(): Promise<number[]>;
  /** At most so many bytes of its start; nothing where the server cannot give it. */
  find(id: number, mostBytes: number): Promise<Uint8Array | undefined>;
  markRead(id: number): Promise<void>;
  close(): Promise<void>;
}

/** The mailbox cannot be read; the message is a sentence for the owner. */
export class MailboxFailed extends Error {
  override name = "MailboxFailed";
}

/**
 * Opens `imaps://user:password@host/INBOX`.
 * @throws MailboxFailed, as do all that follow.
 */
export async function openMailbox(imap: URL): Promise<Mailbox> {
  const host = imap.hostname.replace(/^\[|\]$/g, "");
  const secure = imap.protocol === "imaps:";
  const path = decoded(imap.pathname.slice(1)) || "INBOX";
  const client = new ImapFlow({
    host,
    port: Number(imap.port) || (secure ? 993 : 143),
    secure,
    // The password crosses no network in the clear. On one machine there is none.
    ...(!secure && { doSTARTTLS: !isLocalHost(imap.hostname) }),
    auth: { user: decoded(imap.username), pass: decoded(imap.password) },
    disableAutoIdle: true,
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    maxLineLength: 8 * 1024 * 1024,
    maxLiteralSize: 8 * 1024 * 1024,
    maxResponseSize: 16 * 1024 * 1024,
  });
  // Whatever it breaks says so, too.
  client.on("error", () => {});

  async function ask<Answer>(act: () => Promise<Answer>): Promise<Answer> {
    try {
      return await act();
    } catch (cause) {
      throw new MailboxFailed(sentenceFor(cause as ImapFlowError, { imap, host, path }), { cause });
    }
  }

  try {
    await ask(() => client.connect());
    const { readOnly } = await ask(() => client.mailboxOpen(path));
    if (readOnly) throw cannotMark(path);
  } catch (error) {
    client.close();
    throw error;
  }
  return {
    async listUnread() {
      const found = await ask(() => client.search({ seen: false }, { uid: true }));
      if (!Array.isArray(found))
        throw new MailboxFailed(`The mail server does not search ${path}.`);
      return found.toSorted((one, other) => one - other);
    },
    async find(id, mostBytes) {
      const source = { start: 0, maxLength: mostBytes };
      const message = await ask(async () => {
        try {
          return await client.fetchOne(String(id), { source }, { uid: true });
        } catch (cause) {
          // One that is broken there must not keep us from those behind it.
          if ((cause as ImapFlowError).responseStatus === "NO") return false;
          throw cause;
        }
      });
      return message ? message.source : undefined;
    },
    async markRead(id) {
      const marked = await ask(() => client.messageFlagsAdd(String(id), ["\\Seen"], { uid: true }));
      if (marked) return;
      if (client.usable) throw cannotMark(path);
      throw new MailboxFailed(`The connection to the mail server ${host} broke.`);
    },
    async close() {
      await client.logout().catch(() => {});
      client.close();
    },
  };
}

function cannotMark(path: string): MailboxFailed {
  return new MailboxFailed(
    `Mail in ${path} cannot be marked as read, so it would be read again and again. Let this user write to it.`,
  );
}

function sentenceFor(
  error: ImapFlowError,
  { imap, host, path }: { imap: URL; host: string; path: string },
): string {
  const { code = "", authenticationFailed, tlsFailed, responseStatus } = error;
  const says = oneLine(error.responseText ?? error.message);
  if (authenticationFailed) {
    return `The mail server ${host} does not let us in as ${decoded(imap.username)}. Check the user and the password in MAIL_BOUNCES_IMAP. It says: ${says}`;
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code)) {
    return `The certificate of the mail server ${host} is not trusted (${says}), so no password was sent.`;
  }
  if (tlsFailed) {
    return `The mail server ${host} offers no encryption that works (${says}), so no password was sent. Try imaps:// in MAIL_BOUNCES_IMAP.`;
  }
  if (error.mailboxMissing) return `The mail server ${host} has no mailbox ${path}.`;
  if (responseStatus) return `The mail server ${host} does not do as it is asked. It says: ${says}`;
  return `The mail server ${host} cannot be reached over IMAP: ${says}`;
}

/** A password may hold a `%` that nobody has written as `%25`. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 300)
    .replace(/\.?$/, ".");
}
