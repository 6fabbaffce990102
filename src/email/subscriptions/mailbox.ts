// Whose mailbox an address is. Whoever asks for ada+1@, ada+2@ and so on fills one mailbox; at Gmail
// dots tell no two apart either.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";

const googles = new Set(["gmail.com", "googlemail.com"]);

/** The same for all addresses of one mailbox, as far as anybody can tell from outside. */
function mailboxOf(addressKey: string): string {
  const { name, domain } = partsOf(addressKey);
  return googles.has(domain) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}

function partsOf(addressKey: string): { name: string; domain: string } {
  const at = addressKey.lastIndexOf("@");
  // A tag alone is no mailbox.
  const name = addressKey.slice(0, at).replace(/(?<=.)\+.*$/, "");
  return { name, domain: addressKey.slice(at + 1) };
}

/** The subscriptions whose mail comes into the same mailbox. */
async function listOfMailbox(db: Database, addressKey: string): Promise<number[]> {
  const { name, domain } = partsOf(addressKey);
  // Ranges of the index, so that nobody reads a hundred thousand addresses: `,` comes after `+`.
  const mayBe = googles.has(domain)
    ? sql<boolean>`address_key >= ${name.charAt(0)} and address_key < ${name.charAt(0) + "\u{7F}"}
        and (address_key like '%@gmail.com' or address_key like '%@googlemail.com')`
    : sql<boolean>`(address_key = ${`${name}@${domain}`} or
        (address_key >= ${`${name}+`} and address_key < ${`${name},`}))`;
  const rows = await db
    .selectFrom("subscriptions")
    .select(["id", "address_key"])
    .where(mayBe)
    .execute();
  const mailbox = mailboxOf(addressKey);
  return rows.filter((row) => mailboxOf(row.address_key) === mailbox).map(({ id }) => id);
}

/** How many letters about subscriptions went to the mailbox since. */
export async function countLettersTo(
  db: Database,
  { addressKey, since }: { addressKey: string; since: Date },
): Promise<number> {
  const ids = await listOfMailbox(db, addressKey);
  const { letters } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("letters"))
    .where("subscription_id", "in", numbersIn(ids))
    .where("kind", "=", "confirmation")
    .where("created_at", ">", since.toISOString())
    .executeTakeFirstOrThrow();
  return letters;
}
