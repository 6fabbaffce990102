// A reader of the site, as everybody sees them.
import { z } from "zod";
import { links } from "../../links.ts";

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
