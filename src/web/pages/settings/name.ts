// The name that others see.
import type { Context } from "hono";
import { parseFreeName } from "../../../community/names.ts";
import { demandUnrestricted } from "../../../community/moderation/restrictions.ts";
import { rename } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { attempt, type Faults } from "../../faults.ts";
import { getReader } from "../../reader.ts";
import { readForm } from "../../requests.ts";
import { showSettings } from "../settings.tsx";

export async function saveName(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  await demandUnrestricted(web.db, { reader: reader.id, now: web.clock() });
  const { name: typed = "" } = await readForm(c);
  const faults: Faults<"name"> = {};
  const name = await attempt(faults, "name", () =>
    parseFreeName(web.db, typed, { reader: reader.id }),
  );
  if (name === undefined) {
    return await showSettings(c, web, {
      refused: { question: "name", typed, fault: faults.name! },
    });
  }
  await rename(web.db, { reader: reader.id, name });
  return c.redirect(links.saved("name"), 303);
}
