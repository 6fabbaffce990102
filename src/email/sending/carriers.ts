// How what lies in the outbox leaves, whatever it is: a letter over SMTP, a digest to a webhook. It is
// made ready ahead of its turn, while those before it are on their way.
import type { Database } from "../../store/tables.ts";
import { DeliveryFailed } from "./delivery-failed.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { openLetters } from "../letters/letters.ts";
import type { Mailer } from "./mailer.ts";
import type { Outgoing } from "./outbox.ts";
import { bounceAddressOf } from "./verp.ts";
import { postDigest } from "./webhook.ts";

/**
 * Carries what was made ready; `onHandedOver` is called when only the answer is waited for.
 * @throws DeliveryFailed
 */
export type Carry = (onHandedOver: () => void) => Promise<void>;

export function openCarriers(
  db: Database,
  { mailer, letterhead }: { mailer: Mailer; letterhead: Letterhead },
): (mail: Outgoing) => Promise<Carry> {
  const letters = openLetters(db, letterhead);

  function envelopeSender({ id }: Outgoing): string {
    const { bounces, secret, from } = letterhead;
    return bounces === undefined ? from : bounceAddressOf({ bounces, secret }, { outboxId: id });
  }

  async function makeReady(mail: Outgoing): Promise<Carry> {
    if (mail.channel === "webhook") {
      const sheet = await letters.getSheet(mail);
      return () => postDigest({ letterhead, mail, sheet });
    }
    const envelope = { id: mail.messageId, from: envelopeSender(mail), to: mail.recipient };
    const raw = await letters.bytesOf(mail);
    return async (onHandedOver) => {
      try {
        await mailer.send({ ...envelope, raw, onHandedOver });
      } finally {
        letters.giveBack(raw);
      }
    };
  }

  return async (mail) => {
    try {
      return await makeReady(mail);
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      return () => Promise.reject(error);
    }
  };
}
