// Dates in the words of other languages than the site's own.
import type { Day } from "./period.ts";

/** Language tags (BCP 47) but for `iso`, which is no language: `2026-03-27`. */
export type DateLanguage = "en-GB" | "en-US" | "iso" | "de" | "fr" | "es" | "it" | "ja" | "zh";

/** The first is the site's own. */
export const dateLanguages: readonly DateLanguage[] = [
  "en-GB",
  "en-US",
  "iso",
  "de",
  "fr",
  "es",
  "it",
  "ja",
  "zh",
];

export function isDateLanguage(written: string | undefined): written is DateLanguage {
  return dateLanguages.some((language) => language === written);
}

const day = "numeric";
const month = "long";
const year = "numeric";

const forms = {
  /** `Friday 27 March 2026` */
  long: { weekday: "long", day, month, year },
  /** `Friday 27 March` */
  short: { weekday: "long", day, month },
  /** `27 March 2026` */
  plain: { day, month, year },
  /** `27 March` */
  brief: { day, month },
  /** `27 Mar 2026` */
  shortPlain: { day, month: "short", year },
  /** `27 Mar` */
  shortBrief: { day, month: "short" },
  /** `Fri 27 Mar` */
  shortest: { weekday: "short", day, month: "short" },
  /** `Fri` */
  weekday: { weekday: "short" },
  /** `Friday` */
  weekdayName: { weekday: "long" },
  /** `March` */
  month: { month },
  /** `March 2026` */
  monthOfYear: { month, year },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateForm = keyof typeof forms;

// Kept by the module, since nothing in them ever changes and to make one takes longer than many a
// search; fewer than a hundred can be asked for.
const formats = new Map<string, Intl.DateTimeFormat>();

export function dateIn(language: DateLanguage, form: DateForm, at: Day): string {
  if (language === "iso") return form.startsWith("month") ? at.slice(0, 7) : at;
  const known = `${language} ${form}`;
  let format = formats.get(known);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { timeZone: "UTC", ...forms[form] });
    formats.set(known, format);
  }
  const said = format.format(Date.parse(`${at}T00:00:00Z`));
  // As newspapers set it: without the comma that programs put there, and with months of one length.
  return language === "en-GB" ? said.replace(",", "").replace(/Sept\b/, "Sep") : said;
}
