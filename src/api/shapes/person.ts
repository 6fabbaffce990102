// A reader of the site, as everybody sees them.
import { z } from "zod";
import { findPeople, roles } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { ApiOptions } from "../options.ts";
import { address } from "./values.ts";

export const personShape = z
  .object({
    name: z.string().meta({ description: "As others see it." }),
    handle: z.string().meta({ description: "By which others mention them." }),
    role: z.enum(roles),
    url: address.meta({ description: "Their page." }),
  })
  .meta({ id: "Person", description: "A reader of this site." });

type PersonShape = z.input<typeof personShape>;

export function tellPerson(
  { name, handle, role }: Pick<PersonShape, "name" | "handle" | "role">,
  site: URL,
): PersonShape {
  return { name, handle, role, url: links.whole(links.person(handle), site) };
}

/** Each of these readers by their number; null for one who has no account any more. */
export async function tellPeople(
  readers: readonly (number | null | undefined)[],
  { db, config }: Pick<ApiOptions, "db" | "config">,
): Promise<(reader: number | null) => PersonShape | null> {
  const numbers = readers.filter((each) => typeof each === "number");
  const people = await findPeople(db, numbers);
  return (reader) => {
    const person = reader === null ? undefined : people.get(reader);
    return person ? tellPerson(person, config.SITE_URL) : null;
  };
}
