// How a reader wants the pages: for everybody the appearance and single keys, kept in cookies; for
// readers also the clock, the language of dates and what others see, all kept in the account.
import type { Context } from "hono";
import {
  saveReaderSettings,
  type ReaderSettings,
  type SettingsChange,
} from "../../../community/readers.ts";
import { presentZone } from "../../../email/subscriptions/time-zones.ts";
import { Invalid } from "../../../errors.ts";
import { links } from "../../../links.ts";
import { isDateLanguage } from "../../../papers/date-words.ts";
import type { Web } from "../../context.ts";
import { writeKeys, writeTheme } from "../../cookies.ts";
import { findReader, getReader } from "../../reader.ts";
import { readForm } from "../../requests.ts";

export async function saveSettings(c: Context, web: Web): Promise<Response> {
  const { theme, keys, zone, dates, notice, votes } = await readForm(c);
  const asked = { theme, keys, zone, dates, notice, votes };
  const change: SettingsChange = {
    ...(theme !== undefined && { theme: readTheme(theme) }),
    ...(keys !== undefined && { keys: readOnOff(keys) }),
    ...(zone !== undefined && { timeZone: readZone(zone) }),
    ...(dates !== undefined && { dates: readDates(dates) }),
    ...(notice !== undefined && { signInNotice: readOnOff(notice) }),
    ...(votes !== undefined && { showVotes: readOnOff(votes) }),
  };
  const isReaders = [zone, dates, notice, votes].some((answer) => answer !== undefined);
  const reader = isReaders ? await getReader(c, web) : await findReader(c, web);
  if (theme !== undefined) writeTheme(c, web, change.theme);
  if (keys !== undefined) writeKeys(c, web, change.keys ?? true);
  if (reader) await saveReaderSettings(web.db, { reader, change });
  const [question] = Object.entries(asked).find(([, answer]) => answer !== undefined) ?? [];
  return c.redirect(links.saved(question), 303);
}

function readTheme(written: string): ReaderSettings["theme"] {
  if (written === "light" || written === "dark") return written;
  if (written === "device") return undefined;
  throw new Invalid("The appearance is light, device or dark.");
}

function readOnOff(written: string): boolean {
  if (written !== "on" && written !== "off") throw new Invalid("It is on or off.");
  return written === "on";
}

function readZone(written: string): string | undefined {
  if (written === "") return undefined;
  try {
    return presentZone(written);
  } catch (cause) {
    throw new Invalid("There is no such time zone.", { cause });
  }
}

function readDates(written: string): ReaderSettings["dates"] {
  if (!isDateLanguage(written)) throw new Invalid("Dates are not written in that language here.");
  return written;
}
