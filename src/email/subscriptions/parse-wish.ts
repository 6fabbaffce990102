// Reads what somebody wants by mail from a form or a command.
import { Invalid } from "../../errors.ts";
import { isOfArxiv } from "../../papers/category.ts";
import type { Day } from "../../papers/period.ts";
import { parseSharedQuery } from "../../search/language/parse.ts";
import type { SavedSection } from "../../search/sections.ts";
import { presentZone } from "./time-zones.ts";
import type { Follow, Wish } from "./wish.ts";

export const mostFollows = 20;
export const longestFollow = 300;
const mostPapers = 50;
const longestReading = 60;

/** What a form says of a wish, as it was written there. */
export interface WrittenWish {
  frequency?: string | undefined;
  /** Sections by their addresses. */
  sections?: readonly string[] | undefined;
  queries?: readonly string[] | undefined;
  /** What the account of the same address follows. */
  following?: boolean | undefined;
  /** `12 papers`, `10 minutes`; empty for what is usual here. */
  length?: string | undefined;
  /** `07:00`; empty for the hour of the instance. */
  hour?: string | undefined;
  timeZone?: string | undefined;
}

/** What a wish may name. */
export interface WishContext {
  saved: readonly SavedSection[];
  /** Those that papers here have (catalogue/categories.ts); arXiv's own may be named anyway. */
  categories: ReadonlySet<string>;
  today: Day;
}

/** @throws Invalid with a sentence for whoever filled in the form. */
export function parseWish(written: WrittenWish, { saved, categories, today }: WishContext): Wish {
  const { frequency = "daily", sections = [], queries = [], following = false } = written;
  if (frequency !== "daily" && frequency !== "weekly" && frequency !== "alert") {
    throw new Invalid("Letters come daily, weekly, or as an alert.");
  }
  const follows: Follow[] = [
    ...(following ? [{ following } as const] : []),
    ...unique(sections).map((section) => parseSection(section, { saved, categories })),
    ...unique(queries).map((query) => parseFollowedQuery(query, today)),
  ];
  if (follows.length > mostFollows) {
    throw new Invalid(`A subscription follows ${mostFollows} sections and searches at most.`);
  }
  if (frequency === "alert" && follows.length === 0) {
    throw new Invalid("An alert needs something to look for: choose a section or write a search.");
  }
  return { frequency, follows, ...parseLength(written.length), ...parseHour(written) };
}

function unique(written: readonly string[]): string[] {
  return [...new Set(written.map((each) => each.trim()).filter(Boolean))];
}

/** Whether there is, or may yet be, something in a section of this address. */
export function isSection(
  section: string,
  { saved, categories }: Pick<WishContext, "saved" | "categories">,
): boolean {
  const isSaved = saved.some(({ address }) => address === section);
  return isSaved || isOfArxiv(section) || categories.has(section);
}

function parseSection(section: string, context: Pick<WishContext, "saved" | "categories">): Follow {
  if (!isSection(section, context))
    throw new Invalid(`There is no section “${section.slice(0, 60)}”.`);
  return { section };
}

function parseFollowedQuery(typed: string, today: Day): Follow {
  if (typed.length > longestFollow) {
    throw new Invalid(`A search to follow has at most ${longestFollow} characters.`);
  }
  const { isEmpty, mistakes, text } = parseSharedQuery(typed, { today });
  if (isEmpty) throw new Invalid(`The search “${typed.slice(0, 60)}” looks for nothing.`);
  const [mistake] = mistakes;
  if (mistake) {
    const part = text.slice(mistake.from, mistake.to).trim();
    throw new Invalid(`In the search “${typed.slice(0, 60)}”, at “${part}”: ${mistake.says}`);
  }
  return { query: text };
}

function parseLength(written = ""): Pick<Wish, "papers" | "minutes"> {
  const length = written.trim();
  if (length === "") return {};
  const [, count, unit] = /^(\d{1,3}) ?(papers?|minutes?)$/.exec(length) ?? [];
  const many = Number(count);
  if (unit?.startsWith("paper") && many >= 1 && many <= mostPapers) return { papers: many };
  if (unit?.startsWith("minute") && many >= 1 && many <= longestReading) return { minutes: many };
  throw new Invalid(
    `A letter has 1 to ${mostPapers} papers, or takes 1 to ${longestReading} minutes.`,
  );
}

function parseHour({ hour = "", timeZone = "" }: WrittenWish): Pick<Wish, "hour" | "timeZone"> {
  const written = hour.trim();
  if (written === "") return {};
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(written) ?? [];
  if (hours === undefined) throw new Invalid("The hour is a time such as 07:00.");
  return {
    hour: Number(hours) * 60 + Number(minutes),
    ...(timeZone.trim() !== "" && { timeZone: parseTimeZone(timeZone.trim()) }),
  };
}

function parseTimeZone(written: string): string {
  try {
    return presentZone(written);
  } catch {
    throw new Invalid(
      `There is no time zone “${written.slice(0, 60)}”; write one such as Europe/Berlin.`,
    );
  }
}
