// Makes the letter that leaves from what the outbox holds: a digest is put together of what was
// frozen when it was composed, so that every attempt sends the very same bytes.
import type { Database } from "../../store/tables.ts";
import { DeliveryFailed } from "../sending/delivery-failed.ts";
import type { Letterhead } from "./letterhead.ts";
import { keeping } from "./keeping.ts";
import { openLetterRoom } from "./letter-room.ts";
import { assemble, bytesOf, writtenHeaders } from "./message.ts";
import { digestName, getMessage, type Outgoing } from "../sending/outbox.ts";
import { openMailPress, type Sheet } from "./press.ts";
import { quoted } from "./quoted.ts";
import { openSheets } from "../digests/sheets.ts";

export interface Letters {
  /** @throws DeliveryFailed where what it says is not kept any more. */
  bytesOf: (mail: Letter) => Promise<Uint8Array>;
  /** Nobody reads these any more, so that the next may stand there. */
  giveBack: (bytes: Uint8Array) => void;
  getSheet: (mail: Pick<Letter, "digest">) => Promise<Sheet>;
}

type Letter = Pick<Outgoing, "id" | "kind" | "digest" | "recipient" | "subject" | "createdAt">;

const mostSubjects = 1000;

export function openLetters(db: Database, letterhead: Letterhead): Letters {
  const print = openMailPress(letterhead, { write: quoted, keep: bytesOf, controls: true });
  const room = openLetterRoom();
  const sheets = openSheets(db);
  const headersOf = keeping<string>(mostSubjects);

  async function findSheet({ digest }: Pick<Letter, "digest">): Promise<Sheet | undefined> {
    return digest === null ? undefined : await sheets.find(digest);
  }

  async function getSheet(mail: Pick<Letter, "digest">): Promise<Sheet> {
    return (await findSheet(mail)) ?? gone();
  }

  return {
    getSheet,
    giveBack: room.giveBack,
    async bytesOf(mail) {
      if (mail.kind !== "digest") return await getMessage(db, mail.id);
      const sheet = await findSheet(mail);
      if (!sheet) {
        // An earlier Broadsheet put its digests there whole.
        const whole = await getMessage(db, mail.id);
        return whole.length > 0 ? whole : gone();
      }
      const { addressee, contents } = sheet;
      const heading = {
        letterhead,
        to: mail.recipient,
        subject: mail.subject,
        kind: mail.kind,
        name: digestName(letterhead, contents.edition, addressee),
        date: new Date(mail.createdAt),
        subscriber: addressee,
        edition: contents.edition,
      };
      const written = headersOf(mail.subject, () => writtenHeaders(heading));
      return assemble(heading, print(sheet), { written, take: room.take });
    },
  };
}

function gone(): never {
  throw new DeliveryFailed("refused", "What it says is not kept any more.");
}
