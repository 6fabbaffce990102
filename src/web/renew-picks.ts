// A pick for today stands on top at once, not minutes later.
import { bringOutDuePicks, pickClock } from "../editions/pick-days.ts";
import type { Web } from "./context.ts";

export async function renewPicks({ db, config, clock }: Web): Promise<void> {
  await bringOutDuePicks(db, pickClock(config, clock()));
}
