import type { Child } from "hono/jsx";
import { dayOfPaper } from "../../papers/dates-of-paper.ts";
import type { Paper } from "../../papers/paper.ts";
import { PlainDate } from "./dates.tsx";

export function paperDate(paper: Paper): Child {
  const day = dayOfPaper(paper);
  return day && <PlainDate day={day} kept />;
}
