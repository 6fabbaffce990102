// How what lies in the outbox leaves, whatever it is: a letter over SMTP, a digest to a webhook.
import type { Database } from "../store/tables.ts";
import type { Letterhead } from "./letterhead.ts";
import { openLetters } from "./letters.ts";
import type { Mailer } from "./mailer.ts";
import type { Taken } from "./outbox.ts";
import { bounceAddressOf } from "./verp.ts";
import { postDigest } from "./webhook.ts";

/** @throws DeliveryFailed */
export type Carry = (mail: Taken) => Promise<void>;

export function openCarriers(
  db: Database,
  { mailer, letterhead }: { mailer: Mailer; letterhead: Letterhead },
): Carry {
  const letters = openLetters(db, letterhead);

  function envelopeSender({ id }: Taken): string {
    const { bounces, secret, from } = letterhead;
    return bounces === undefined ? from : bounceAddressOf({ bounces, secret }, { outboxId: id });
  }

  return async (mail) => {
    if (mail.channel === "webhook") {
      await postDigest({ letterhead, mail, sheet: await letters.getSheet(mail) });
      return;
    }
    await mailer.send({
      id: mail.messageId,
      from: envelopeSender(mail),
      to: mail.recipient,
      raw: await letters.bytesOf(mail),
    });
  };
}
