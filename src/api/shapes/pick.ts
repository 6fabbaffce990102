// An editor’s pick.
import { z } from "zod";
import { day } from "./values.ts";

export const pickShape = z
  .object({
    day: day.meta({ description: "The edition on top of which it stands." }),
    by: z.string().meta({ description: "The editor’s name." }),
    sentence: z.string().meta({ description: "Why, in the editor’s words; may be empty." }),
  })
  .meta({ id: "Pick", description: "An editor put a paper on top of an edition." });

export function tellPick({ day, name, sentence }: { day: string; name: string; sentence: string }) {
  return { day, by: name, sentence };
}
