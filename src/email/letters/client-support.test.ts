// What our mail is written with, beside what mail programs know; the table is fixtures/mail-clients.ts.
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { invented } from "../../../fixtures/invented.ts";
import { sayingOfAll } from "../../../fixtures/judgements.ts";
import { clients, support } from "../../../fixtures/mail-clients.ts";
import { morning } from "../../../fixtures/instance.ts";
import {
  composeIn,
  lettersTo,
  openOffice,
  subscribe,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { colour } from "./mail-page.tsx";
import { openPress, type Sheet } from "./press.ts";
import { openSheets } from "../digests/sheets.ts";
import { writeTestMail } from "./test-message.tsx";
import type { Wish } from "../subscriptions/wish.ts";

const hostile = [
  `<table width="1"><td style="position:fixed">& "so" 'on'`,
  String.raw`\textbf{Bold}, \emph{not}, \texttt{typed}: $\frac{\hat x_1^2}{\sqrt{y}}$ in $\undefined{}$`,
  "x".repeat(500),
].map((title, index) =>
  aPaper({ identifier: `arxiv:2603.2600${index}`, title, abstract: `${title}. And so on.` }),
);

interface Letters {
  office: Office;
  sheet: Sheet;
  /** Their HTML. */
  letters: string[];
}

/** A confirmation, a test mail, and a digest whose every gap is filled and whose every line is there. */
async function everyLetter(): Promise<Letters> {
  const office = await openOffice([...invented, ...hostile]);
  const sheet = await digestIn(office, { papers: 10 });
  const { contents } = sheet;
  const [first, ...others] = contents.entries;
  const full: Sheet = {
    ...sheet,
    contents: {
      ...contents,
      sample: true,
      receipt: { announced: 132, here: 132, hidden: 9 },
      minutes: 10,
      entries: [{ ...first!, changed: "Version 2 now; you got version 1." }, ...others],
    },
    cards: new Map(
      [...sheet.cards].map(([paper, card]) => [paper, { ...card, votes: 9, withdrawn: true }]),
    ),
  };
  const print = openPress(office.letterhead, { controls: true });
  const [confirmation] = await lettersTo(office, { kind: "confirmation" });
  const { letterhead } = office;
  const { raw } = writeTestMail({ letterhead, to: "ada@university.edu", now: morning });
  const letters = [print(sheet).html, print(full).html];
  for (const mail of [confirmation!, raw]) {
    letters.push(String((await simpleParser(Buffer.from(mail))).html));
  }
  return { office, sheet, letters };
}

/** The digest of one who follows something. */
async function digestIn(office: Office, wish: Partial<Wish>): Promise<Sheet> {
  await subscribe(office, "ada@university.edu", { follows: [{ query: "gulls" }], ...wish });
  await composeIn(office, {
    saved: [{ name: "Robots & arms", address: "robots", query: "cat:cs.RO" }],
    judge: sayingOfAll(
      { kind: "authors", text: "an author picked 16 times before", share: 0.9 },
      { kind: "words", text: "words: capability, construction, world", share: 0.4 },
      { kind: "links", text: "code, project page", share: 0.3 },
    ),
  });
  return (await openSheets(office.db).find(1))!;
}

test("whatever a mail program leaves out, its reader sees something else in its place", async () => {
  const { letters } = await everyLetter();
  const used = featuresOf(letters);
  expect(
    used.filter((feature) => !support[feature]),
    "what mail programs know of these is to be looked up for fixtures/mail-clients.ts",
  ).toEqual([]);
  const lacking = used.filter((feature) => (support[feature]?.lacks ?? []).length > 0);
  expect(
    lacking.filter((feature) => !support[feature]?.seen),
    "what is seen without these is to be said, or something else used",
  ).toEqual([]);
  const unused = Object.keys(support).filter((feature) => !used.includes(feature));
  expect(unused, "these are in the table for nothing").toEqual([]);

  console.log(
    [
      `Mail: ${used.length} things used, ${used.length - lacking.length} known to all ${clients.length} programs, ${lacking.length} with a fallback:`,
      ...lacking.map((feature) => {
        const { lacks, seen } = support[feature]!;
        const where = lacks!.length > 3 ? `${lacks!.length} programs` : lacks!.join(", ");
        return `  ${feature} not in ${where}: ${seen}`;
      }),
    ].join("\n"),
  );
});

test("without its style sheets a letter still has all of its colours, on their ground", async () => {
  const { letters } = await everyLetter();
  const bare = letters.flatMap(elementsOf).filter(({ name, classes, style }) => {
    const written = declarationsIn(style);
    const isBare = classes.some((each) => !style.includes(lightOf[each] ?? ""));
    // Links without a colour of their own would be blue.
    return isBare || (name === "a" && !written.some(([property]) => property === "color"));
  });
  expect(bare).toEqual([]);
});

test("Outlook on Windows finds borders and room on cells only, which are not empty", async () => {
  const { letters } = await everyLetter();
  for (const { name, style } of letters.flatMap(elementsOf)) {
    const boxed = declarationsIn(style).filter(
      ([property, value]) => /^(border-|padding|height|width)/.test(property) && value !== "0",
    );
    // The words of the button; `mso-padding-alt` of their cell takes the place of the padding.
    const inCell = name === "td" || style.includes("display:inline-block");
    // The list of the test mail has Outlook's own room.
    expect(boxed.length === 0 || inCell || name === "ol", `<${name} style="${style}">`).toBe(true);
  }
  for (const letter of letters) {
    expect(letter).not.toMatch(/<td[^>]*><\/td>/);
    expect(letter).toMatch(/\[if mso\]><table[^>]* width="536">.*max-width:536px/s);
    expect(letter.match(/<!--\[if mso\]>/g)?.length).toBe(letter.match(/<!\[endif\]-->/g)?.length);
  }
});

test("text stands out from its ground as WCAG AA asks, by day and by night", async () => {
  const { letters } = await everyLetter();
  const sheet = letters[0]!;
  const dark = (selector: string, property: string) => {
    const rules = sheet.slice(sheet.indexOf("prefers-color-scheme"));
    const escaped = selector.replaceAll(".", "\\.");
    return new RegExp(`${escaped}(?:,[^{]*)? \\{ ${property}: (#\\w+)`).exec(rules)![1]!;
  };
  const night = dark(".paper", "background-color");
  const pairs = [
    ...["ink", "ink-2", "ink-3", "rubric"].map((name) => ({
      name,
      day: contrast(lightOf[name]!, colour.paper),
      night: contrast(dark(`.${name}`, "color"), night),
    })),
    {
      name: "button",
      day: contrast(colour.paper, colour.ink),
      night: contrast(dark(".button a", "color"), dark(".button", "background-color")),
    },
  ];
  for (const pair of pairs)
    expect(Math.min(pair.day, pair.night), `${pair.name}`).toBeGreaterThan(4.5);
  const words = pairs.map(
    ({ name, day, night: dim }) => `${name} ${day.toFixed(1)}, ${dim.toFixed(1)}`,
  );
  console.log(`Contrast by day and by night: ${words.join("; ")}`);
  // A colour that is none of these would have no test and no dark form.
  const known: string[] = Object.values(colour);
  for (const letter of letters) {
    const body = letter.slice(letter.indexOf("<body"));
    for (const [hex] of body.matchAll(/#[0-9A-F]{6}\b/gi)) expect(known).toContain(hex);
  }
});

/** Gmail hides what is longer behind a link; it counts in thousands. */
const gmailCuts = 102_000;

test.each([12, 50])(
  "Gmail shows a letter of %i papers to its end, where Unsubscribe stands",
  async (papers) => {
    const sheet = await digestIn(await openOffice(wordyPapers(papers + 3)), { papers });
    const office = await openOffice();
    const { html } = openPress(office.letterhead, { controls: true })(sheet);
    expect(sheet.contents.entries).toHaveLength(papers);
    const size = Buffer.byteLength(html);
    console.log(`A letter of ${papers} papers has ${Math.round(size / 1000)} kB of HTML.`);
    expect(size).toBeLessThan(gmailCuts);
  },
);

/** As long as papers of arXiv's are, each with code and a project. */
function wordyPapers(count: number): PaperRecord[] {
  return Array.from({ length: count }, (_, index) =>
    aPaper({
      identifier: `arxiv:2603.${27000 + index}`,
      title: "How Far Are Gulls and Other Birds from Forecasting the Weather of a Real Harbour?",
      abstract:
        "Gulls rest where it will be calm, and one may ask how much of that is known. ".repeat(6),
      authors: ["Alexandra Lindqvist", "Benedict Okafor", "Chiara Marshall", "Dina", "Emil"],
      categories: ["physics.ao-ph"],
      codeUrl: `https://code.example.org/weather-stations/gulls-${index}`,
      projectUrl: `https://gulls-as-weather-stations-${index}.example.org/`,
    }),
  );
}

const lightOf: Readonly<Record<string, string>> = {
  paper: colour.paper,
  ink: colour.ink,
  "ink-2": colour.ink2,
  "ink-3": colour.ink3,
  rubric: colour.rubric,
  "ink-rule": colour.ink,
  hair: colour.hair,
  button: colour.ink,
};

interface Element {
  name: string;
  classes: string[];
  style: string;
  attributes: [name: string, value: string][];
}

/** In our own HTML nothing but a tag begins with `<`, and attributes stand in double quotes. */
function elementsOf(html: string): Element[] {
  return [...html.matchAll(/<([a-z]\w*)((?:\s+[\w-]+="[^"]*")*)\s*\/?>/g)].map(
    ([, name, written]) => {
      const attributes = [...written!.matchAll(/([\w-]+)="([^"]*)"/g)].map(
        ([, key, value]): [string, string] => [key!, value!],
      );
      const value = (wanted: string) => attributes.find(([key]) => key === wanted)?.[1] ?? "";
      return { name: name!, classes: value("class").split(" "), style: value("style"), attributes };
    },
  );
}

function declarationsIn(style: string): [property: string, value: string][] {
  return style
    .split(";")
    .filter((each) => each.trim())
    .map((each) => {
      const [property = "", ...value] = each.split(":");
      return [property.trim(), value.join(":").trim()];
    });
}

/** Elements, attributes, selectors, rules, properties, values and units, sorted. */
function featuresOf(letters: string[]): string[] {
  const used = new Set<string>();
  const useStyle = (style: string) => {
    for (const [property, value] of declarationsIn(style)) {
      if (property.startsWith("mso-")) used.add("mso-");
      else used.add(property === "display" ? `display: ${value.split(" ")[0]}` : property);
      if (value.includes("!important")) used.add("!important");
      if (value.includes("system-ui")) used.add("system-ui");
      for (const [, unit] of value.matchAll(/(?<![#\w])[\d.]+([a-z%]+)/g)) used.add(unit!);
      // A function, such as calc() or url(), would be a thing of its own.
      for (const [call] of value.matchAll(/[\w-]+\(/g)) used.add(call);
    }
  };
  for (const letter of letters) {
    if (letter.startsWith("<!DOCTYPE")) used.add("<!DOCTYPE>");
    if (letter.includes("<!--[if mso]>")) used.add("<!--[if mso]>");
    for (const { name, attributes, style } of elementsOf(letter)) {
      used.add(`<${name}>`);
      useStyle(style);
      for (const [key, value] of attributes) {
        if (key === "name") used.add(`[name=${value}]`);
        else if (!["class", "style", "content"].includes(key)) used.add(`[${key}]`);
      }
    }
    for (const [, sheet] of letter.matchAll(/<style>(.*?)<\/style>/gs)) {
      for (const [, media, rule] of sheet!.matchAll(/@(media [^{]+)|@(\w[\w-]+)/g)) {
        if (rule) used.add(`@${rule}`);
        else for (const each of media!.slice(6).split(/,| and /)) used.add(mediaFeature(each));
      }
      for (const [, selector, style] of sheet!.matchAll(/([^{}@]+)\{([^{}]*)\}/g)) {
        for (const each of selectorFeatures(selector!.trim())) used.add(each);
        useStyle(style!);
      }
    }
  }
  return [...used].toSorted();
}

/** `(max-width: 480px)` as `@media (max-width)`. */
function mediaFeature(query: string): string {
  const name = /\(([\w-]+)/.exec(query)?.[1];
  return name ? `@media (${name})` : `@media ${query.trim()}`;
}

function selectorFeatures(selector: string): string[] {
  const found: string[] = selector.includes(",") ? ["a, b"] : [];
  for (const each of selector.split(",").map((one) => one.trim())) {
    if (each.includes(" ")) found.push("a b");
    for (const part of each.split(/\s+/)) {
      if (/^\.[\w-]+$/.test(part)) found.push(".class");
      else found.push(/^\w+$/.test(part) ? "element" : part);
    }
  }
  return found;
}

/** By WCAG's formula. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
