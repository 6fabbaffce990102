import type { Child } from "hono/jsx";
import type { Paper } from "../../papers/paper.ts";
import { PlainDate } from "./dates.tsx";

/** When a paper first stood in an edition, or else was submitted. */
export function paperDate(paper: Paper): Child {
  const day = paper.appearances[0]?.day ?? paper.submittedAt?.slice(0, 10);
  return day && <PlainDate day={day} kept />;
}
