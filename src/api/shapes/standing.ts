// Where a paper stood in its editions, and why.
import type { z } from "zod";
import { listStandings } from "../../editions/standings.ts";
import type { Paper } from "../../papers/paper.ts";
import type { ApiOptions } from "../options.ts";
import { appearanceShape } from "./paper.ts";
import { noScore, scoreShape, tellScores } from "./score.ts";
import { howMany, place } from "./values.ts";

export const standingShape = appearanceShape
  .extend({
    standing: scoreShape
      .extend({ place, papers: howMany.meta({ description: "How many that edition has." }) })
      .nullable()
      .meta({ description: "Null where it came too late for an edition that was closed." }),
  })
  .meta({ id: "Standing", description: "Where a paper stands in one of its editions." });

/** Of its last editions, the oldest first. */
export async function tellStandings(
  paper: Paper,
  options: Pick<ApiOptions, "db" | "judge" | "config">,
): Promise<z.input<typeof standingShape>[]> {
  const { db, judge } = options;
  const standings = await listStandings(db, { paper, judge });
  const scores = await tellScores(
    standings.map(({ place }) => place ?? noScore),
    options,
  );
  return standings.map(({ appearance: { day, kind, source = null }, place }, index) => {
    const standing = place ? { ...scores[index]!, place: place.place, papers: place.total } : null;
    return { day, kind, source, standing };
  });
}
