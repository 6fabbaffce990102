// What a list says of why a paper stands in it.
import { z } from "zod";
import { mainReasons, pickAmong, type Reason } from "../../ranking/reason.ts";
import type { ApiOptions } from "../options.ts";
import { tellPeople } from "./person.ts";
import { pickShape, tellPick } from "./pick.ts";

const reasonShape = z
  .object({
    kind: z.string().meta({ description: "What speaks: `votes`, `pick`, `authors` …" }),
    text: z.string().meta({ description: "In words, as it stands on a page." }),
    share: z.number().meta({ description: "What it adds to the score, or takes from it." }),
    detail: z.string().nullable().meta({ description: "The numbers that made it." }),
  })
  .meta({ id: "Reason" });

export const scoreShape = z
  .object({
    score: z.number().meta({ description: "The sum of the shares." }),
    reasons: z.array(reasonShape).meta({ description: "All of them, strongest first." }),
    why: z
      .array(z.string())
      .meta({ description: "The strongest reasons in words, as the page shows them." }),
    pick: pickShape.nullable().meta({ description: "Who put it on top, where an editor did." }),
  })
  .meta({ id: "Score", description: "Why a paper stands where it does." });

interface Scored {
  score: number;
  reasons: readonly Reason[];
}

/** Of what stands in no edition. */
export const noScore: Scored = { score: 0, reasons: [] };

/** Several, in their order. */
export async function tellScores(
  scores: readonly Scored[],
  options: Pick<ApiOptions, "db" | "config">,
): Promise<z.input<typeof scoreShape>[]> {
  const picks = scores.map(({ reasons }) => pickAmong(reasons));
  const personOf = await tellPeople(
    picks.map((pick) => pick?.by),
    options,
  );
  return scores.map(({ score, reasons }, index) => {
    const pick = picks[index];
    return {
      score,
      reasons: reasons.map(({ kind, text, share, detail = null }) => ({
        kind,
        text,
        share,
        detail,
      })),
      why: mainReasons(reasons),
      pick: pick ? tellPick(pick, personOf) : null,
    };
  });
}
