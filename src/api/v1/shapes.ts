// What many answers have in common.
import { z } from "zod";
import { mainReasons, pickAmong, type Reason } from "../../ranking/reason.ts";
import { links } from "../../links.ts";

export const day = z.string().meta({ description: "A day, `YYYY-MM-DD`." });
export const moment = z.string().meta({ description: "A moment in UTC, ISO 8601." });

export const personShape = z
  .object({
    name: z.string().meta({ description: "As others see it." }),
    handle: z.string().meta({ description: "By which others mention them." }),
    role: z.enum(["reader", "editor", "moderator", "owner"]),
    url: z.string().meta({ description: "Their page." }),
  })
  .meta({ id: "Person", description: "A reader of this site." });

export function tellPerson(
  { name, handle, role }: Pick<z.input<typeof personShape>, "name" | "handle" | "role">,
  site: URL,
): z.input<typeof personShape> {
  return { name, handle, role, url: new URL(links.person(handle), site).href };
}

const reasonShape = z
  .object({
    kind: z.string().meta({ description: "What speaks: `votes`, `pick`, `authors` …" }),
    text: z.string().meta({ description: "In words, as it stands on a page." }),
    share: z.number().meta({ description: "What it adds to the score, or takes from it." }),
    detail: z.string().nullable().meta({ description: "The numbers that made it." }),
  })
  .meta({ id: "Reason" });

export const pickShape = z
  .object({
    day: day.meta({ description: "The edition on top of which it stands." }),
    by: z.string().meta({ description: "The editor’s name." }),
    sentence: z.string().meta({ description: "Why, in the editor’s words; may be empty." }),
  })
  .meta({ id: "Pick", description: "An editor put a paper on top of an edition." });

/** What a list says of why a paper stands in it. */
export const scored = {
  score: z.number().meta({ description: "The sum of the shares." }),
  reasons: z.array(reasonShape).meta({ description: "All of them, strongest first." }),
  why: z
    .array(z.string())
    .meta({ description: "The strongest reasons in words, as the page shows them." }),
  pick: pickShape.nullable().meta({ description: "Who put it on top, where an editor did." }),
};

export function tellScore({ score, reasons }: { score: number; reasons: readonly Reason[] }) {
  const pick = pickAmong(reasons);
  return {
    score,
    reasons: reasons.map(({ kind, text, share, detail = null }) => ({ kind, text, share, detail })),
    why: mainReasons(reasons),
    pick: pick ? tellPick(pick) : null,
  };
}

export function tellPick({ day, name, sentence }: { day: string; name: string; sentence: string }) {
  return { day, by: name, sentence };
}
