// What the editor's model reads of a paper: only what its authors wrote, and when it was announced.
import type { Paper } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";

export interface Manuscript extends Pick<
  Paper,
  "id" | "title" | "abstract" | "authors" | "categories" | "comment"
> {
  /** Its listing date; what happened on that day or later is not known when it is judged. */
  day: Day;
}
