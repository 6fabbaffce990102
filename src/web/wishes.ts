// What a form says of a wish, and what is wrong with it: the forms of /subscribe and of the page that
// manages a subscription have the same fields.
import { listCategories } from "../catalogue/categories.ts";
import { isSection, parseWish, type WrittenWish } from "../email/subscriptions/parse-wish.ts";
import { presentZone } from "../email/subscriptions/time-zones.ts";
import { clockTime, type Wish } from "../email/subscriptions/wish.ts";
import { Invalid } from "../errors.ts";
import { dayIn } from "../papers/period.ts";
import type { Web } from "./context.ts";
import type { Fields } from "./requests.ts";

/** What stands in each field, as it was typed. */
export interface WishDraft {
  frequency: string;
  /** Addresses of sections. */
  sections: readonly string[];
  queries: readonly string[];
  /** Whether it is to follow what the account of the same address follows. */
  following: boolean;
  /** `12 papers`, `10 minutes`; empty for what is usual here. */
  length: string;
  hour: string;
  timeZone: string;
}

/** What is wrong, by field: `frequency`, `section`, `q0`, `q1` …, `following`, `follows`, `length`, `hour`, `zone`. */
export type WishFaults = ReadonlyMap<string, string>;

/** Whether the fields say anything of a wish. */
export function sayWish(fields: Fields): boolean {
  return fields.has("frequency");
}

/** What is chosen where nothing else was said: a letter for each edition, as usual here. */
export function usualDraft({ config }: Web): WishDraft {
  return {
    frequency: "daily",
    sections: [],
    queries: [],
    following: false,
    length: "",
    hour: clockTime(config.DIGEST_AT.hour * 60 + config.DIGEST_AT.minute),
    timeZone: presentZone(config.TIME_ZONE),
  };
}

/** What the fields say; what they leave out is as usual here. */
export function draftOf(fields: Fields, web: Web): WishDraft {
  const usual = usualDraft(web);
  const many = (name: string) => (fields.get(name) ?? []).slice(0, mostOfOne);
  const one = (name: string, otherwise: string) => fields.get(name)?.[0]?.trim() ?? otherwise;
  return {
    frequency: one("frequency", usual.frequency),
    sections: many("section"),
    queries: many("q"),
    following: one("following", "") === "1",
    length: one("length", usual.length),
    hour: one("hour", usual.hour),
    timeZone: one("zone", usual.timeZone),
  };
}

/** More than a subscription can follow, so that one who asks for more is told. */
const mostOfOne = 50;

/** The form that says this. */
export function draftOfWish(wish: Wish, web: Web): WishDraft {
  const usual = usualDraft(web);
  const { frequency, follows, papers, minutes, hour, timeZone } = wish;
  const ownHour = hour !== undefined && {
    hour: clockTime(hour),
    timeZone: timeZone === undefined ? usual.timeZone : presentZone(timeZone),
  };
  return {
    ...usual,
    frequency,
    sections: follows.flatMap((each) => ("section" in each ? each.section : [])),
    queries: follows.flatMap((each) => ("query" in each ? each.query : [])),
    following: follows.some((each) => "following" in each),
    ...(papers !== undefined && { length: lengthOf(papers, "paper") }),
    ...(minutes !== undefined && { length: lengthOf(minutes, "minute") }),
    ...ownHour,
  };
}

/** `1 paper`, `10 minutes`, as a form writes a length. */
export function lengthOf(many: number, unit: "paper" | "minute"): string {
  return `${many} ${unit}${many === 1 ? "" : "s"}`;
}

/** Those of the sections that a form can tell: the owner's, and categories. */
export async function sectionsHere(web: Web, sections: readonly string[]): Promise<string[]> {
  const categories = await listCategories(web.db);
  return sections.filter((each) => isSection(each, { saved: web.sections, categories }));
}

/** The wish, or what is wrong, each fault at its field. */
export async function readWish(
  draft: WishDraft,
  web: Web,
): Promise<{ wish: Wish } | { faults: WishFaults }> {
  const options = {
    saved: web.sections,
    categories: await listCategories(web.db),
    today: dayIn(web.config.TIME_ZONE, web.clock()),
  };
  const { frequency, sections, queries, following, length, hour, timeZone } = draft;
  const faults = new Map<string, string>();
  const attempt = (field: string, written: WrittenWish): Wish | undefined => {
    try {
      return parseWish(written, options);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      faults.set(field, error.message);
      return undefined;
    }
  };
  // Alone, an alert would lack what to look for.
  attempt("frequency", frequency === "alert" ? {} : { frequency });
  for (const section of sections) attempt("section", { sections: [section] });
  for (const [index, query] of queries.entries()) attempt(`q${index}`, { queries: [query] });
  attempt("length", { length });
  attempt("hour", { hour });
  attempt("zone", { hour: "00:00", timeZone });
  if (faults.size > 0) return { faults };
  const wish = attempt("follows", {
    frequency,
    sections,
    queries,
    following,
    length,
    // Who wants it when it is usual here goes with the instance, when that changes.
    ...(!isUsualHour(draft, web) && { hour, timeZone }),
  });
  return wish ? { wish } : { faults };
}

function isUsualHour({ hour, timeZone }: WishDraft, web: Web): boolean {
  const usual = usualDraft(web);
  return hour === usual.hour && timeZone === usual.timeZone;
}
