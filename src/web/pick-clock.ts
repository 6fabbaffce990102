// The clock by which the days of picks are told, for the pages.
import { bringOutDuePicks, type PickClock } from "../editions/pick-days.ts";
import type { Web } from "./context.ts";

export function pickClockOf({ config, clock }: Web): PickClock {
  return {
    now: clock(),
    timeZone: config.TIME_ZONE,
    deferrals: config.ARXIV_DEFERRALS,
    gathers: config.SOURCES.has("arxiv"),
  };
}

/** A pick for today stands on top at once, not minutes later. */
export async function renewPicks(web: Web): Promise<void> {
  await bringOutDuePicks(web.db, pickClockOf(web));
}
