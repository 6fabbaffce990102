// The name that others see.
import type { Context } from "hono";
import { parseName, rename } from "../../../community/readers.ts";
import { Invalid } from "../../../errors.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { getReader } from "../../reader.ts";
import { readForm } from "../../requests.ts";
import { showSettings } from "../settings.tsx";

export async function saveName(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const { name: typed = "" } = await readForm(c);
  try {
    await rename(web.db, { reader: reader.id, name: parseName(typed) });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await showSettings(c, web, {
      refused: { question: "name", typed, fault: error.message },
    });
  }
  return c.redirect(links.saved("name"), 303);
}
