// To whom nothing is sent any more. An address is known only by its keyed hash, so that the list can
// outlive the subscription and still names nobody. Every change is in the file first, then in the
// table; the file is brought back into step with the table by recallSuppressions.
import { sql } from "kysely";
import { instanceSecret, sign } from "../../store/instance.ts";
import { textsIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import {
  appendLines,
  readNewest,
  sizeOf,
  suppressionFile,
  type Line,
  type SuppressionReason,
} from "./suppression-file.ts";

export type { SuppressionReason } from "./suppression-file.ts";

/** Whose list it is, and where it is kept. */
export interface Keeper {
  secret: string;
  dataDir: string;
}

/** For whoever starts: the list as it is known to the file and the table together. */
export async function openKeeper(db: Database, dataDir: string): Promise<Keeper> {
  const keeper = { secret: await instanceSecret(db), dataDir };
  await recallSuppressions(db, keeper);
  return keeper;
}

/** Weaker to stronger: what is known to be wrong with an address stays known when its owner leaves. */
const reasons: readonly SuppressionReason[] = [
  "unsubscribed",
  "soft",
  "hard",
  "complaint",
  "owner",
];

/** The length of the file when it and the table last said the same. */
const inStep = "suppressed.txt";

export async function suppress(
  db: Database,
  keeper: Keeper,
  { addressKey, reason, now }: { addressKey: string; reason: SuppressionReason; now: Date },
): Promise<void> {
  await suppressAll(db, keeper, { gone: [{ addressKey, reason }], now });
}

/** Up to a thousand or so at a time. */
export async function suppressAll(
  db: Database,
  keeper: Keeper,
  { gone, now }: { gone: readonly { addressKey: string; reason: SuppressionReason }[]; now: Date },
): Promise<void> {
  await atOnce(db, async (db) => {
    const keys = gone.map((each) => each.addressKey);
    const before = await listSuppressed(db, keeper, keys);
    const lines = gone.flatMap(({ addressKey, reason }) => {
      const known = before.get(addressKey);
      if (known !== undefined && reasons.indexOf(known) >= reasons.indexOf(reason)) return [];
      before.set(addressKey, reason);
      return { hash: hashOf(keeper, addressKey), what: reason, at: now.toISOString() };
    });
    if (lines.length > 0) await write(db, keeper, lines);
  });
}

/** For an address whose owner has just confirmed that mail is wanted. */
export async function liftSuppression(
  db: Database,
  keeper: Keeper,
  { addressKey, now }: { addressKey: string; now: Date },
): Promise<void> {
  const hash = hashOf(keeper, addressKey);
  await atOnce(db, async (db) => {
    if ((await findReason(db, hash)) === undefined) return;
    await write(db, keeper, [{ hash, what: "lifted", at: now.toISOString() }]);
  });
}

/** Those of the addresses to which nothing is sent, and why. */
export async function listSuppressed(
  db: Database,
  keeper: Pick<Keeper, "secret">,
  addressKeys: readonly string[],
): Promise<Map<string, SuppressionReason>> {
  const found = await findSuppressions(db, keeper, addressKeys);
  return new Map([...found].map(([key, { reason }]) => [key, reason]));
}

/** The same, with when that came about. */
export async function findSuppressions(
  db: Database,
  keeper: Pick<Keeper, "secret">,
  addressKeys: readonly string[],
): Promise<Map<string, { reason: SuppressionReason; at: string }>> {
  const byHash = new Map(addressKeys.map((each) => [hashOf(keeper, each), each]));
  const rows = await db
    .selectFrom("suppressions")
    .select(["address_hash as hash", "reason", "at"])
    .where("address_hash", "in", textsIn([...byHash.keys()]))
    .execute();
  return new Map(rows.map(({ hash, ...row }) => [byHash.get(hash)!, row]));
}

export async function countSuppressed(db: Database): Promise<Record<SuppressionReason, number>> {
  const rows = await db
    .selectFrom("suppressions")
    .select(["reason", (select) => select.fn.countAll<number>().as("count")])
    .groupBy("reason")
    .execute();
  const none = { hard: 0, soft: 0, complaint: 0, unsubscribed: 0, owner: 0 };
  return Object.assign(none, Object.fromEntries(rows.map((row) => [row.reason, row.count])));
}

/**
 * Brings file and table into step, for whoever starts: of the file and the table, the newer of what
 * they say of an address holds. Quick where they are in step already.
 */
export async function recallSuppressions(db: Database, keeper: Keeper): Promise<void> {
  const path = suppressionFile(keeper.dataDir);
  if (sizeOf(path) === (await sizeInStep(db))) return;
  await atOnce(db, async (db) => {
    const toTable = readNewest(path);
    const toFile: Line[] = [];
    for (const row of await db.selectFrom("suppressions").selectAll().execute()) {
      const { address_hash: hash, reason: what, at } = row;
      const line = toTable.get(hash);
      if (!line || at > line.at) toFile.push({ hash, what, at });
      if (line && (at > line.at || (at === line.at && what === line.what))) toTable.delete(hash);
    }
    await writeToTable(db, [...toTable.values()]);
    appendLines(path, toFile);
    await noteSize(db, sizeOf(path));
  });
}

/** The database's lock keeps other processes from the file, too. */
async function atOnce(db: Database, act: (db: Database) => Promise<void>): Promise<void> {
  await (db.isTransaction ? act(db) : db.transaction().execute(act));
}

function hashOf({ secret }: Pick<Keeper, "secret">, addressKey: string): string {
  return sign(secret, `suppressed ${addressKey}`);
}

async function findReason(db: Database, hash: string): Promise<SuppressionReason | undefined> {
  const row = await db
    .selectFrom("suppressions")
    .select("reason")
    .where("address_hash", "=", hash)
    .executeTakeFirst();
  return row?.reason;
}

async function write(db: Database, { dataDir }: Keeper, lines: readonly Line[]): Promise<void> {
  const path = suppressionFile(dataDir);
  const wasInStep = sizeOf(path) === (await sizeInStep(db));
  appendLines(path, lines);
  await writeToTable(db, lines);
  if (wasInStep) await noteSize(db, sizeOf(path));
}

async function writeToTable(db: Database, lines: readonly Line[]): Promise<void> {
  const lifted = lines.filter(({ what }) => what === "lifted").map(({ hash }) => hash);
  const rows = lines.filter(({ what }) => what !== "lifted");
  await db.deleteFrom("suppressions").where("address_hash", "in", textsIn(lifted)).execute();
  // One value however many rows, since a statement takes only so many.
  await sql`
    insert into suppressions (address_hash, reason, at)
    select value ->> 'hash', value ->> 'what', value ->> 'at'
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (address_hash) do update set reason = excluded.reason, at = excluded.at
  `.execute(db);
}

async function sizeInStep(db: Database): Promise<number> {
  const row = await db
    .selectFrom("instance")
    .select("value")
    .where("name", "=", inStep)
    .executeTakeFirst();
  return Number(row?.value ?? 0);
}

async function noteSize(db: Database, size: number): Promise<void> {
  await db
    .insertInto("instance")
    .values({ name: inStep, value: String(size) })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: String(size) }))
    .execute();
}
