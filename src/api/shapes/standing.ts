// Where a paper stood in its editions, and why.
import type { z } from "zod";
import type { PaperStanding } from "../../editions/standings.ts";
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

/** Those that `listStandings` found. */
export async function tellStandings(
  standings: readonly PaperStanding[],
  options: Pick<ApiOptions, "db" | "config">,
): Promise<z.input<typeof standingShape>[]> {
  const scores = await tellScores(
    standings.map(({ place }) => place ?? noScore),
    options,
  );
  return standings.map(({ appearance: { day, kind, source = null }, place }, index) => {
    const standing = place ? { ...scores[index]!, place: place.place, papers: place.total } : null;
    return { day, kind, source, standing };
  });
}
