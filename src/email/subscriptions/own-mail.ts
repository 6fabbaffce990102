// What a reader's archive holds of the mail: the subscription of the same address, what it got, and
// which letters were written to the reader.
import { sql } from "kysely";
import { ownFiles, type OwnFile, type OwnTable } from "../../community/accounts/own-rows.ts";
import type { Reader } from "../../community/readers.ts";
import type { Database } from "../../store/tables.ts";
import { addressKey } from "./address.ts";
import { findByAddress } from "./subscriptions.ts";

export const ownMailTables: readonly OwnTable[] = [
  {
    table: "subscriptions",
    file: "subscription.json",
    says: "The subscription of your address: what it gets, since when, and where your yes came from.",
    without: ["address_key"],
    json: ["follows"],
  },
  {
    table: "wishes",
    file: "subscription-wishes.json",
    says: "What was asked for at your address.",
    without: ["subscription_id"],
    json: ["wish"],
  },
  {
    table: "less_like",
    file: "less-like-these.json",
    says: "The papers of which you want fewer by mail.",
    without: ["subscription_id"],
  },
  {
    table: "digests",
    file: "digests.json",
    says: "The editions that were composed for your subscription.",
    without: ["subscription_id", "contents_id"],
  },
  {
    table: "digest_papers",
    file: "digest-papers.json",
    says: "The papers that your digests showed.",
    without: ["subscription_id"],
  },
  {
    table: "outbox",
    file: "letters.json",
    says: "The letters to you: of what kind, when, and whether they left. What they say is left out.",
    without: ["subscription_id", "reader_id", "message_id", "domain", "message", "sender"],
  },
  {
    table: "bounces",
    file: "returned-mail.json",
    says: "What came back of the letters to your subscription.",
    without: ["subscription_id"],
  },
];

export async function* listOwnMail(db: Database, reader: Reader): AsyncGenerator<OwnFile> {
  const key = addressKey(reader.address);
  const subscription = (await findByAddress(db, key))?.id ?? -1;
  yield* ownFiles(db, ownMailTables, ({ table }) => {
    if (table === "subscriptions") return sql`id = ${subscription}`;
    if (table !== "outbox") return sql`subscription_id = ${subscription}`;
    return sql`subscription_id = ${subscription} or reader_id = ${reader.id}
      or (subscription_id is null and lower(recipient) = ${key})`;
  });
}
