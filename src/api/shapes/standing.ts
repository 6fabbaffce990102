// Where a paper stood in its editions, and why.
import { z } from "zod";
import { listStandings } from "../../editions/standings.ts";
import type { Paper } from "../../papers/paper.ts";
import type { ApiOptions } from "../options.ts";
import { day } from "./values.ts";
import { scored, tellScore } from "./score.ts";

export const standingShape = z.object({
  day,
  kind: z.enum(["announced", "featured"]),
  source: z.string().nullable(),
  standing: z
    .object({
      place: z.int().meta({ description: "From 1." }),
      total: z.int().meta({ description: "How many papers that edition has." }),
      ...scored,
    })
    .nullable()
    .meta({ description: "Null where it came too late for an edition that was closed." }),
});

/** Of its last editions, the oldest first. */
export async function tellStandings(
  paper: Paper,
  { db, judge }: Pick<ApiOptions, "db" | "judge">,
): Promise<z.input<typeof standingShape>[]> {
  const standings = await listStandings(db, { paper, judge });
  return standings.map(({ appearance: { day, kind, source = null }, place: found }) => {
    const standing = found ? { place: found.place, total: found.total, ...tellScore(found) } : null;
    return { day, kind, source, standing };
  });
}
