// An editor’s pick.
import { z } from "zod";
import type { Picked } from "../../ranking/reason.ts";
import { personShape, type tellPeople } from "./person.ts";
import { day } from "./values.ts";

export const pickShape = z
  .object({
    day: day.meta({ description: "The edition on top of which it stands." }),
    by: personShape.nullable().meta({ description: "The editor; null for a former one." }),
    sentence: z.string().meta({ description: "Why, in the editor’s words; may be empty." }),
  })
  .meta({ id: "Pick", description: "An editor put a paper on top of an edition." });

export function tellPick(
  { day, by, sentence }: Picked,
  personOf: Awaited<ReturnType<typeof tellPeople>>,
): z.input<typeof pickShape> {
  return { day, by: personOf(by), sentence };
}
