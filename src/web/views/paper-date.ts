import type { Paper } from "../../papers/paper.ts";
import { plainDate } from "../../papers/period.ts";

/** When a paper first stood in an edition, or else was submitted. */
export function paperDate(paper: Paper): string | undefined {
  const day = paper.appearances[0]?.day ?? paper.submittedAt?.slice(0, 10);
  return day && plainDate(day);
}
