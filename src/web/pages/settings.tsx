// How a reader wants the pages; each choice is a button and saved at once.
import type { Context } from "hono";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { readPreferences, writeKeys, writeTheme, type Preferences } from "../cookies.ts";
import type { Web } from "../context.ts";
import { findReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { Choice } from "../views/choice.tsx";
import { SignedInAs } from "../views/owner.tsx";

export async function showSettings(c: Context, web: Web): Promise<Response> {
  const preferences = readPreferences(c);
  const reader = await findReader(c, web);
  return await renderPage(
    c,
    web,
    { title: "Settings", canonical: links.settings, nav: "settings" },
    <div class="settings">
      <h1>Settings</h1>
      <p class="settings-note" role="status">
        {noteOf(c, reader !== undefined)}
      </p>
      <Choice
        name="theme"
        label="Appearance"
        means={themeMeans(preferences.theme)}
        chosen={preferences.theme ?? "device"}
        options={[
          ["light", "Light"],
          ["device", "Device"],
          ["dark", "Dark"],
        ]}
      />
      <Choice
        name="keys"
        label="Single keys"
        means={
          preferences.keys
            ? "j and k move, o opens, u votes, / searches, ? shows all"
            : "letters do nothing by themselves"
        }
        chosen={preferences.keys ? "on" : "off"}
        options={[
          ["on", "On"],
          ["off", "Off"],
        ]}
      />
      {reader && <SignedInAs reader={reader} />}
    </div>,
  );
}

function noteOf(c: Context, isSignedIn: boolean): string {
  if (c.req.query("saved") !== undefined) return "Saved.";
  if (c.req.query("signed-out") !== undefined && !isSignedIn) return "You are signed out.";
  return "Kept in cookies of this browser, and nowhere else.";
}

export async function saveSettings(c: Context, web: Web): Promise<Response> {
  const { theme, keys } = await readForm(c);
  if (theme !== undefined) writeTheme(c, web, readTheme(theme));
  if (keys !== undefined) writeKeys(c, web, readOnOff(keys));
  return c.redirect(`${links.settings}?saved`, 303);
}

function themeMeans(theme: Preferences["theme"]): string {
  return theme
    ? `always ${theme}, whatever your device says`
    : "follows your device until you choose";
}

function readTheme(written: string): Preferences["theme"] {
  if (written === "light" || written === "dark") return written;
  if (written === "device") return undefined;
  throw new Invalid("The appearance is light, device or dark.");
}

function readOnOff(written: string): boolean {
  if (written !== "on" && written !== "off") throw new Invalid("Single keys are on or off.");
  return written === "on";
}
