// What every door says of an edition without papers.
import { capital } from "../papers/capital.ts";
import { dayIn, longDate, periodTitle, type Period } from "../papers/period.ts";
import { whyEmpty, type CalendarOf, type WhyEmpty } from "./empty-day.ts";
import type { Receipt } from "./receipt.ts";
import type { Section } from "./sections.ts";

interface EmptyEdition {
  period: Period;
  section: Section | undefined;
  /** Of the whole period, whatever the section. */
  receipt: Receipt;
}

export interface Emptiness {
  why: WhyEmpty;
  /** To stand below one another: two sentences, or one in two halves. */
  says: [string, string];
}

export async function explainEmpty(
  instance: CalendarOf,
  { period, section, receipt }: EmptyEdition,
): Promise<Emptiness> {
  const why = await whyEmpty(instance, { period, section, receipt });
  const isToday = period.key === dayIn(instance.config.TIME_ZONE, instance.clock());
  return { why, says: saysOf(why, { period, section, receipt, isToday }) };
}

function saysOf(
  why: WhyEmpty,
  { period, section, receipt, isToday }: EmptyEdition & { isToday: boolean },
): Emptiness["says"] {
  if (why.why === "holiday" || why.why === "weekend") {
    return [
      isToday ? "No papers today." : "No papers on this day.",
      `It is a ${why.why}, not a fault.`,
    ];
  }
  if (why.why === "future") {
    return ["Not printed yet.", `${capital(nameOf(period))} is still to come.`];
  }
  if (why.why === "not-yet") return ["Not printed yet.", "It is expected today."];
  if (why.why === "failed") {
    return [isToday ? "Not printed yet:" : "Not printed:", "the announcement is missing."];
  }
  if (why.why === "elsewhere") {
    const { papers } = why;
    return papers === 1
      ? [`The one paper of this ${period.kind}`, `is not in ${section!.short}.`]
      : [
          `None of the ${papers.toLocaleString("en-US")} papers of this ${period.kind}`,
          `is in ${section!.short}.`,
        ];
  }
  if (receipt.announced > 0 && section === undefined) {
    return ["Nothing new to show", `for ${nameOf(period)}.`];
  }
  return ["No papers are here", `for ${nameOf(period)}.`];
}

function nameOf(period: Period): string {
  if (period.kind === "day") return longDate(period.key);
  return period.kind === "week" ? periodTitle(period).replace("Week", "week") : periodTitle(period);
}
