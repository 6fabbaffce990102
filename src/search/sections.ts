// The sections that the owner names in the configuration file: saved queries with an address.
import { stringify } from "yaml";
import { z } from "zod";
import { mistaken, readConfigFile, type Mistake } from "../config-file.ts";
import { isOfArxiv } from "../papers/category.ts";
import type { Day } from "../papers/period.ts";
import { longestQuery, parseSharedQuery } from "./language/parse.ts";

/** A section as the file has it. */
export interface SavedSection {
  name: string;
  /** Where it is: `robot-learning` for /sections/robot-learning. */
  address: string;
  query: string;
}

/** Each section is counted on every edition's page. */
const mostSections = 50;

/**
 * The sections of the configuration file, in its order; none where there is no such file.
 * @throws Misconfigured naming each mistake with its line, and what to do.
 */
export function readSections(path: string, { today }: { today: Day }): SavedSection[] {
  const file = readConfigFile(path, configFile);
  const sections: SavedSection[] = [];
  const mistakes: Mistake[] = [];
  for (const [index, written] of (file?.content?.sections ?? []).entries()) {
    const { name, query, address = addressOf(written.name) } = written;
    const line = (key: string) => file!.lineOf(["sections", index, key]);
    const says = (sentence: string) => `in “${name}” ${sentence}`;
    for (const sentence of mistakesInAddress(address, sections)) {
      mistakes.push({ line: line("address"), says: says(sentence) });
    }
    for (const sentence of mistakesInQuery(query, today)) {
      mistakes.push({ line: line("query"), says: says(sentence) });
    }
    sections.push({ name, address, query });
  }
  if (mistakes.length > 0) throw mistaken(path, mistakes);
  return sections;
}

/** How a search is kept as a section, to be pasted into the configuration file. */
export function sectionSnippet({ name, query }: { name: string; query: string }): string {
  return stringify({ sections: [{ name, query }] }, { lineWidth: 0 });
}

/** `Robot learning` becomes `robot-learning`. */
function addressOf(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
}

function mistakesInAddress(address: string, others: readonly SavedSection[]): string[] {
  if (address === "") {
    return ["no address can be made of the name; give one, such as address: robot-learning"];
  }
  if (isOfArxiv(address)) {
    return [`the address ${address} is that of a category; give another by address:`];
  }
  const same = others.find((each) => each.address === address);
  return same ? [`the address ${address} is that of “${same.name}” too; give another`] : [];
}

function mistakesInQuery(query: string, today: Day): string[] {
  const { text, isEmpty, mistakes } = parseSharedQuery(query, { today });
  if (isEmpty) return ["the query looks for nothing; give it a word or a filter"];
  return mistakes.map(({ from, to, says }) => {
    const part = text.slice(from, to).trim();
    return part === "" ? `the query has a mistake: ${says}` : `at “${part}”: ${says}`;
  });
}

const nameNeeded = "a section needs a name, such as name: Robot learning";
const queryNeeded = "a section needs a query, such as query: cat:cs.RO policy";

const section = z.strictObject(
  {
    name: z
      .string(nameNeeded)
      .trim()
      .min(1, nameNeeded)
      .max(80, "a name has at most 80 characters")
      .regex(/^\P{Cc}*$/u, "a name is one line of text"),
    query: z
      .string(queryNeeded)
      .trim()
      .min(1, queryNeeded)
      .max(longestQuery, `a query has at most ${longestQuery} characters`),
    address: z
      .string("an address is a word such as robot-learning")
      .max(60, "an address has at most 60 characters")
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*$/,
        "an address holds small letters, digits and hyphens, such as robot-learning",
      )
      .optional(),
  },
  errors({
    unknown: "a section has name, query and address",
    otherwise: "a section is written as name: and query:",
  }),
);

const configFile = z
  .strictObject(
    {
      sections: z
        .array(section, "sections: takes a list, each item beginning with a hyphen")
        .max(mostSections, `there can be ${mostSections} sections at most`)
        .nullish(),
    },
    errors({ unknown: "the file has sections", otherwise: "the file begins with sections:" }),
  )
  .nullish();

/** What is said of keys that are not known, and of what is no list of keys at all. */
function errors({ unknown, otherwise }: { unknown: string; otherwise: string }) {
  return {
    error: ({ code }: { code?: string }) => (code === "unrecognized_keys" ? unknown : otherwise),
  };
}
