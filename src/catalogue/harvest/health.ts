// How gathering goes: what runs, what each source did last and when it last went well, what was
// asked in the last hour, what stands in the way. For readers as well as for the owner, so nothing
// here names a file or a person.
import type { Selectable } from "kysely";
import { isGone } from "../../store/holder.ts";
import type { Database, Tables } from "../../store/tables.ts";
import { findTurns } from "../../store/turns.ts";
import { fitToPrint } from "./fit-to-print.ts";
import type { Host } from "../../turns.ts";
import { hostOf, leaseOf, sources, sourcesOf, type Source } from "./harvests.ts";

type HarvestRow = Selectable<Tables["harvests"]>;

/** One run of a source, as the book of harvests has it. */
export interface PastHarvest {
  source: string;
  startedAt: string;
  /** Nothing while it runs. */
  endedAt: string | undefined;
  outcome: NonNullable<HarvestRow["outcome"]> | undefined;
  reason: string | undefined;
  /** What it is doing, while it runs. */
  progress: string | undefined;
  received: number;
  new: number;
  changed: number;
}

export interface SourceHealth {
  source: Source;
  /** How we stand with the host that it asks. */
  host: HostHealth;
  running: PastHarvest | undefined;
  /** The last one that has ended. */
  last: PastHarvest | undefined;
  lastSuccess: string | undefined;
  lastFailure: PastHarvest | undefined;
}

export interface HostHealth {
  /** It refused us; nothing is asked until the owner says so. */
  refused: { at: string; reason: string } | undefined;
  /** It wants to be left alone until then. */
  waitUntil: string | undefined;
}

export async function listHealth(db: Database, now: Date): Promise<SourceHealth[]> {
  const successes = await listLastSuccesses(db);
  return await Promise.all(
    sources.map(async (source) => ({
      source,
      host: await getHost(db, { host: hostOf(source), now }),
      running: await findRunning(db, { now, source }),
      last: await findLast(db, { source }),
      lastSuccess: successes.get(source),
      lastFailure: await findLast(db, { source, failed: true }),
    })),
  );
}

/** The harvest that runs now, if one does: of this source, from this host. */
export async function findRunning(
  db: Database,
  { now, source, host }: { now: Date; source?: Source; host?: Host },
): Promise<PastHarvest | undefined> {
  const held = (await listHeld(db, now)).filter(
    (each) => (source ?? each) === each && (host ?? hostOf(each)) === hostOf(each),
  );
  const row = await db
    .selectFrom("harvests")
    .selectAll()
    .where("ended_at", "is", null)
    .where("source", "in", held)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && harvestOf(row);
}

/** The sources that a living process harvests; what a killed one left open is nobody's any more. */
async function listHeld(db: Database, now: Date): Promise<Source[]> {
  const leases = await db
    .selectFrom("leases")
    .select(["name", "holder"])
    .where("until", ">", now.toISOString())
    .execute();
  const names = new Set(leases.filter(({ holder }) => !isGone(holder)).map(({ name }) => name));
  return sources.filter((source) => names.has(leaseOf(source)));
}

/** The last harvest that has ended: of a source, from a host, begun within a span, one that failed. */
export async function findLast(
  db: Database,
  {
    source,
    host,
    from,
    until,
    failed = false,
  }: { source?: Source; host?: Host; from?: Date; until?: Date; failed?: boolean } = {},
): Promise<PastHarvest | undefined> {
  let query = db.selectFrom("harvests").selectAll().where("ended_at", "is not", null);
  if (source !== undefined) query = query.where("source", "=", source);
  if (host !== undefined) query = query.where("source", "in", sourcesOf(host));
  if (from) query = query.where("started_at", ">=", from.toISOString());
  if (until) query = query.where("started_at", "<", until.toISOString());
  if (failed) query = query.where("outcome", "not in", ["success", "interrupted"]);
  const row = await query.orderBy("id", "desc").limit(1).executeTakeFirst();
  return row && harvestOf(row);
}

/** When each source was last harvested with success. */
export async function listLastSuccesses(db: Database): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("harvests")
    .select((select) => ["source", select.fn.max("ended_at").as("at")])
    .where("outcome", "=", "success")
    .groupBy("source")
    .execute();
  return new Map(rows.flatMap(({ source, at }) => (at === null ? [] : [[source, at]])));
}

export interface Happening extends PastHarvest {
  /** How often the same happened in a row. */
  times: number;
}

const looksBack = 500;

/** The latest harvests that matter: what brought something, failed, or recovered; newest first. */
export async function listHappenings(db: Database, most = 20): Promise<Happening[]> {
  const rows = await db
    .selectFrom("harvests")
    .selectAll()
    .where("ended_at", "is not", null)
    .orderBy("id", "desc")
    .limit(looksBack)
    .execute();
  const happenings: Happening[] = [];
  const newestOf = new Map<string, Happening>();
  for (const [index, row] of rows.entries()) {
    const harvest = harvestOf(row);
    const before = rows.slice(index + 1).find((each) => each.source === row.source);
    if (!matters(row, before)) continue;
    const newer = newestOf.get(row.source);
    if (newer && isTrouble(row.outcome) && isSame(newer, harvest)) newer.times++;
    else {
      const happening = { ...harvest, times: 1 };
      newestOf.set(row.source, happening);
      happenings.push(happening);
    }
  }
  return happenings.slice(0, most);
}

function matters(row: HarvestRow, before: HarvestRow | undefined): boolean {
  if (isTrouble(row.outcome) || row.new_papers + row.changed_papers > 0) return true;
  return before !== undefined && isTrouble(before.outcome);
}

/** Whether a source went wrong. An interruption is ours, and the next harvest goes on from there. */
export function isTrouble(outcome: HarvestRow["outcome"] | undefined): boolean {
  return outcome !== "success" && outcome !== "interrupted";
}

function isSame(one: PastHarvest, other: PastHarvest): boolean {
  return one.outcome === other.outcome && one.reason === other.reason;
}

export interface Minute {
  requests: number;
  failed: number;
}

const msPerMinute = 60_000;

/** The requests of the last hour by minute, the last minute last. */
export async function countRequests(db: Database, now: Date): Promise<Minute[]> {
  const begin = now.getTime() - 60 * msPerMinute;
  const rows = await db
    .selectFrom("requests")
    .select(["at", "status", "error"])
    .where("at", ">", new Date(begin).toISOString())
    .where("at", "<=", now.toISOString())
    .execute();
  const minutes = Array.from({ length: 60 }, () => ({ requests: 0, failed: 0 }));
  for (const { at, status, error } of rows) {
    const index = Math.floor((Date.parse(at) - begin) / msPerMinute);
    const minute = minutes[Math.min(59, Math.max(0, index))]!;
    minute.requests++;
    if (error !== null || (status !== null && status >= 400)) minute.failed++;
  }
  return minutes;
}

/** How many harvests are dated later than now, and the latest moment of them. */
export async function findFuture(
  db: Database,
  now: Date,
): Promise<{ harvests: number; latest: string } | undefined> {
  const { harvests, latest } = await db
    .selectFrom("harvests")
    .select((select) => [
      select.fn.countAll<number>().as("harvests"),
      select.fn.max("started_at").as("latest"),
    ])
    .where("started_at", ">", now.toISOString())
    .executeTakeFirstOrThrow();
  return latest === null ? undefined : { harvests, latest };
}

/** How we stand with a host. */
export async function getHost(
  db: Database,
  { host, now }: { host: Host; now: Date },
): Promise<HostHealth> {
  const turns = await findTurns(db, { host, now });
  return {
    refused: turns?.refused && {
      at: turns.refused.at.toISOString(),
      reason: fitToPrint(turns.refused.reason),
    },
    waitUntil: turns?.waitUntil?.toISOString(),
  };
}

function harvestOf(row: HarvestRow): PastHarvest {
  return {
    source: row.source,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    outcome: row.outcome ?? undefined,
    reason: row.reason === null ? undefined : fitToPrint(row.reason),
    progress: row.progress === null ? undefined : fitToPrint(row.progress),
    received: row.received,
    new: row.new_papers,
    changed: row.changed_papers,
  };
}
