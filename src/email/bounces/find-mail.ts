// The message that a report is about. Our signature in the return address is proof enough that
// whoever reports has seen the message. A Message-ID can be guessed, so with it alone the report must
// also name the address to which that message went; an address alone proves nothing.
import type { Database } from "../../store/tables.ts";
import { addressKey } from "../subscriptions/address.ts";
import type { About } from "./reading.ts";

export interface FoundMail {
  id: number;
  recipient: string;
}

export async function findMail(
  db: Database,
  about: About,
  { recipients, mayBeHidden }: { recipients: readonly string[]; mayBeHidden: boolean },
): Promise<FoundMail | { why: string }> {
  const { outboxId, messageId } = about;
  if (outboxId !== undefined) {
    const row = await mail(db).where("id", "=", outboxId).executeTakeFirst();
    if (row && !isAnother(row.message_id, messageId)) return row;
  }
  if (messageId === undefined) {
    return { why: "It does not tell which message it is about, or that message is gone." };
  }
  const row = await mail(db).where("message_id", "=", messageId).executeTakeFirst();
  if (!row) return { why: "It is about no message of ours that is still known." };
  const isNamed = recipients.map(addressKey).includes(addressKey(row.recipient));
  if (isNamed || (mayBeHidden && recipients.length === 0)) return row;
  return { why: "It does not name the address to which that message went." };
}

/**
 * Numbers come again once a backup was restored; then the message that was sent back tells. One with
 * a foreign domain was only renamed on its way.
 */
function isAnother(own: string, returned: string | undefined): boolean {
  return returned !== undefined && returned !== own && domainOf(returned) === domainOf(own);
}

function domainOf(messageId: string): string {
  return messageId.slice(messageId.lastIndexOf("@") + 1).toLowerCase();
}

function mail(db: Database) {
  return db.selectFrom("outbox").select(["id", "recipient", "message_id"]);
}
