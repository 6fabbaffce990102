// What is said of a paper in an edition that another site featured.
import { plainDate, type Day } from "../papers/period.ts";
import { sourceName } from "../papers/source-name.ts";
import { pickAmong } from "../ranking/reason.ts";
import type { Entry } from "./standings.ts";

/** `featured at Hugging Face, 27 March`; by this instance where the others were announced. */
export function featuredNote(
  { featured, kind, day, reasons }: Entry,
  bothClocks: boolean,
): string | undefined {
  if (featured) return `featured at ${sourceName(featured.source)}, ${dayMonth(featured.day)}`;
  // Who picked it says so above the title.
  if (pickAmong(reasons)) return undefined;
  return bothClocks && kind === "featured" ? `featured ${dayMonth(day)}` : undefined;
}

function dayMonth(day: Day): string {
  return plainDate(day).replace(/ \d+$/, "");
}
