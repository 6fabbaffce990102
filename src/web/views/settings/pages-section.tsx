// How the pages are: for everybody what a browser keeps, for readers also what goes with the account.
import type { Reader } from "../../../community/readers.ts";
import { listZones } from "../../../email/subscriptions/time-zones.ts";
import { dateLanguages, type DateLanguage } from "../../../papers/date-words.ts";
import { dayIn } from "../../../papers/period.ts";
import type { Preferences } from "../../cookies.ts";
import type { Web } from "../../context.ts";
import { Choice, onOff, Selection } from "../choice.tsx";
import { LongDate } from "../dates.tsx";
import { timeIn } from "../../../papers/moments.ts";

interface PagesSectionProps {
  web: Web;
  preferences: Preferences;
  reader: Reader | undefined;
  saved: string | undefined;
}

export function PagesSection({ web, preferences, reader, saved }: PagesSectionProps) {
  const { theme, keys } = preferences;
  return (
    <section>
      <h2>Pages</h2>
      <Choice
        name="theme"
        label="Appearance"
        means={
          theme
            ? `always ${theme}, whatever your device says`
            : "follows your device until you choose"
        }
        chosen={theme ?? "device"}
        options={[
          ["light", "Light"],
          ["device", "Device"],
          ["dark", "Dark"],
        ]}
        saved={saved}
      />
      <Choice
        name="keys"
        label="Single keys"
        means={
          keys
            ? "j and k move, o opens, u votes, s saves, / searches, ? shows all"
            : "letters do nothing by themselves"
        }
        chosen={keys ? "on" : "off"}
        options={onOff}
        saved={saved}
      />
      {reader && <ClockAndDates web={web} reader={reader} saved={saved} />}
    </section>
  );
}

const languageNames: Record<DateLanguage, string> = {
  "en-GB": "English (British)",
  "en-US": "English (American)",
  iso: "2026-03-27",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  it: "Italiano",
  ja: "日本語",
  zh: "中文",
};

function ClockAndDates({
  web,
  reader,
  saved,
}: Omit<PagesSectionProps, "reader" | "preferences"> & { reader: Reader }) {
  const { timeZone, dates = "en-GB" } = reader.settings;
  const own = web.config.TIME_ZONE;
  const now = web.clock();
  return (
    <>
      <Selection
        name="zone"
        label="Time zone"
        means={`times on pages are told by this clock: it is ${timeIn(timeZone ?? own, now)}. Editions keep the days of the site`}
        chosen={timeZone ?? ""}
        options={[["", `as the site: ${own}`], ...listZones().map((zone) => [zone, zone] as const)]}
        saved={saved}
      />
      <Selection
        name="dates"
        label="Language of dates"
        means={
          <>
            today is <LongDate day={dayIn(own, now)} />; all other words stay English
          </>
        }
        chosen={dates}
        options={dateLanguages.map((language) => [language, languageNames[language]] as const)}
        saved={saved}
      />
    </>
  );
}
