// The period of an edition: a day, a week or a month.
import { z } from "zod";
import { links } from "../../links.ts";
import type { CalendarPeriod, Period } from "../../papers/period.ts";
import { address, day } from "./values.ts";

export const periodShape = z
  .object({
    kind: z.enum(["day", "week", "month"]),
    key: z.string().meta({ description: "`2026-03-27`, `2026-W13` or `2026-03`." }),
    first: day,
    last: day,
    url: address.meta({ description: "The page of this edition." }),
  })
  .meta({ id: "Period" });

export function tellPeriod(period: CalendarPeriod, site: URL): z.input<typeof periodShape> {
  const { kind, key, first, last } = period;
  return { kind, key, first, last, url: links.whole(links.edition(period), site) };
}

export function isOfCalendar(period: Period): period is CalendarPeriod {
  return period.kind !== "since";
}
