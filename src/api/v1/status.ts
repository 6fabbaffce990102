// How this instance stands.
import { z } from "zod";
import type { PastHarvest } from "../../catalogue/harvest/health.ts";
import { getStatus, type Status } from "../../editions/status.ts";
import { receiptShape, tellReceipt } from "../shapes/receipt.ts";
import { route } from "./route.ts";
import { day, howMany, moment } from "../shapes/values.ts";

const refusedShape = z.object({ at: moment, reason: z.string() });

const hostShape = z
  .object({
    refused: refusedShape.nullable(),
    waitUntil: moment.nullable().meta({ description: "It wants to be left alone until then." }),
  })
  .meta({ id: "HostHealth" });

const harvestShape = z
  .object({
    source: z.string(),
    startedAt: moment,
    endedAt: moment.nullable(),
    outcome: z.string().nullable().meta({ description: "`success`, or what went wrong." }),
    reason: z.string().nullable(),
    progress: z.string().nullable().meta({ description: "What it is doing, while it runs." }),
    received: howMany,
    new: howMany,
    changed: howMany,
  })
  .meta({ id: "Harvest" });

const healthShape = z
  .discriminatedUnion("state", [
    z.object({ state: z.enum(["idle", "well", "incomplete", "waiting"]) }),
    z.object({ state: z.literal("refused"), by: z.string(), at: moment, reason: z.string() }),
    z.object({ state: z.literal("trouble"), source: z.string() }),
    z.object({ state: z.literal("gathering"), progress: z.string().nullable() }),
    z.object({ state: z.literal("failing"), at: moment, reason: z.string() }),
  ])
  .meta({ id: "Health" });

const some = howMany.nullable();

const statusShape = z
  .object({
    now: moment,
    health: healthShape.meta({ description: "How gathering goes." }),
    edition: z
      .object({ day, receipt: receiptShape })
      .meta({ description: "The newest one that is due." }),
    history: z
      .array(
        z.object({
          day,
          known: z.boolean(),
          announced: some,
          here: some,
          hidden: some,
          missing: some,
        }),
      )
      .meta({ description: "The listing days up to that one, the earliest first." }),
    sources: z.array(
      z.object({
        source: z.string(),
        host: hostShape,
        running: harvestShape.nullable(),
        last: harvestShape.nullable().meta({ description: "The last one that has ended." }),
        lastSuccess: moment.nullable(),
        lastFailure: harvestShape.nullable(),
      }),
    ),
    host: hostShape.meta({ description: "How this site stands with arXiv." }),
    requests: z
      .array(z.object({ requests: howMany, failed: howMany }))
      .meta({ description: "What was asked elsewhere in the last hour, by minute." }),
    hosts: z.array(z.string()).meta({ description: "Who is asked." }),
    index: z.object({ papers: howMany, indexed: howMany }),
    happenings: z
      .array(harvestShape.and(z.object({ times: howMany })).meta({ id: "Happening" }))
      .meta({ description: "The latest harvests that matter, the newest first." }),
    upcoming: z
      .array(z.object({ task: z.string(), at: moment }))
      .meta({ description: "What the schedule does next." }),
  })
  .meta({ id: "Status" });

export const statusRoute = route({
  method: "get",
  path: "/status",
  operationId: "getStatus",
  tag: "Status",
  summary: "How this site stands",
  answer: statusShape,
  async handle(_, { db, clock, config, nextRuns }) {
    const status = await getStatus(db, {
      now: clock(),
      deferrals: config.ARXIV_DEFERRALS,
      hosts: config.SOURCES,
    });
    const { standing, edition, host } = status;
    const next = (await nextRuns?.()) ?? [];
    return {
      now: status.now,
      health:
        "progress" in standing ? { ...standing, progress: standing.progress ?? null } : standing,
      edition: { day: edition.day, receipt: tellReceipt(edition.receipt) },
      history: status.history,
      sources: status.sources.map((each) => ({
        source: each.source,
        host: tellHost(each.host),
        running: tellHarvest(each.running),
        last: tellHarvest(each.last),
        lastSuccess: each.lastSuccess ?? null,
        lastFailure: tellHarvest(each.lastFailure),
      })),
      host: tellHost(host),
      requests: status.requests,
      hosts: [...status.hosts],
      index: status.index,
      happenings: status.happenings.map(({ times, ...harvest }) => ({
        ...writtenOut(harvest),
        times,
      })),
      upcoming: next.map(({ task, at }) => ({ task, at: at.toISOString() })),
    };
  },
});

function tellHost({ refused, waitUntil }: Status["host"]): z.input<typeof hostShape> {
  return {
    refused: refused ? { at: refused.at, reason: refused.reason } : null,
    waitUntil: waitUntil ?? null,
  };
}

function tellHarvest(harvest: PastHarvest | undefined): z.input<typeof harvestShape> | null {
  return harvest ? writtenOut(harvest) : null;
}

function writtenOut(harvest: PastHarvest): z.input<typeof harvestShape> {
  const { endedAt = null, outcome = null, reason = null, progress = null, ...rest } = harvest;
  return { ...rest, endedAt, outcome, reason, progress };
}
