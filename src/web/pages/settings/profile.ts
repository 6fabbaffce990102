// How a reader is called by others, and what the reader's page tells.
import type { Context } from "hono";
import { changeHandle, parseHandle } from "../../../community/handles.ts";
import { demandUnrestricted } from "../../../community/moderation/restrictions.ts";
import { parseAbout, saveAbout } from "../../../community/people/profile.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { attempt, type Faults } from "../../faults.ts";
import { getReader } from "../../reader.ts";
import { readForm } from "../../requests.ts";
import { showSettings } from "../settings.tsx";

export async function saveProfile(c: Context, web: Web): Promise<Response> {
  const { id } = await getReader(c, web);
  const now = web.clock();
  const { handle: written, about } = await readForm(c);
  const question = written === undefined ? "about" : "handle";
  const faults: Faults<"handle" | "about"> = {};
  await attempt(faults, question, async () => {
    if (written === undefined) {
      await saveAbout(web, { reader: id, about: parseAbout(about ?? "") });
    } else {
      await demandUnrestricted(web.db, { reader: id, now });
      await changeHandle(web.db, { reader: { id }, handle: parseHandle(written), now });
    }
  });
  const fault = faults[question];
  if (fault === undefined) return c.redirect(links.saved(question), 303);
  return await showSettings(c, web, {
    refused: { question, typed: written ?? about ?? "", fault },
  });
}
