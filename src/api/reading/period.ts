// The edition that a request names.
import { z } from "zod";

/** The name of an edition in a path, as `getPeriod` takes it. */
export const editionKey = z.string().meta({
  description:
    "A day, a week or a month; `newest`, the newest day that has papers; `today` or `yesterday` by the clock of the site.",
  example: "2026-W13",
});
