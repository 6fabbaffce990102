// RIS, as reference managers export it: a tag and a value a line, an entry from TY to ER. Long values
// go on in the next lines.
import { withdrawnNote } from "../../papers/citations/work.ts";
import { mentionOf } from "./bibliography.ts";
import type { Mentioned } from "./mentioned.ts";

const tagged = /^\s*([A-Z][A-Z0-9]) {1,2}- ?(.*)$/;
const longestValue = 200_000;
const mostValues = 20_000;

export function isRis(text: string): boolean {
  return /^\s*TY {1,2}- /.test(text);
}

export function parseRis(text: string): Mentioned[] {
  const found: Mentioned[] = [];
  let values: [tag: string, value: string][] = [];
  let begin = 0;
  const end = () => {
    if (begin > 0) found.push(mentionOf(begin, fieldsOf(values)));
    values = [];
    begin = 0;
  };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, tag, value = ""] = tagged.exec(line) ?? [];
    if (tag === "TY" || tag === "ER") end();
    if (tag === "TY") begin = index + 1;
    else if (begin === 0) {
      if (tag !== "ER" && line.trim() !== "") {
        found.push({ line: index + 1, reason: "stands outside of an entry" });
      }
    } else if (tag) {
      // The spaces at the beginning of a note's line are the writer's.
      const read = tag === "N1" ? value.trimEnd() : value.trim();
      if (values.length < mostValues) values.push([tag, read]);
    } else {
      const last = values.at(-1);
      if (last && last[1].length < longestValue) last[1] += ` ${line.trim()}`;
    }
  }
  end();
  return found;
}

function fieldsOf(values: readonly [tag: string, value: string][]) {
  const all = (...tags: string[]) =>
    values.filter(([tag]) => tags.includes(tag)).map(([, value]) => value);
  return {
    title: all("TI")[0] ?? all("T1")[0] ?? all("CT")[0],
    authors: all("AU", "A1").map(givenNameFirst),
    abstract: all("AB")[0] ?? all("N2")[0],
    doi: all("DO")[0],
    journal: all("JO")[0] ?? all("JF")[0] ?? all("T2")[0] ?? all("JA")[0],
    keywords: all("KW"),
    note: all("N1")
      .filter((line) => line !== withdrawnNote)
      .join("\n"),
    elsewhere: all("UR", "L1", "L2", "LK", "N1", "M1", "M3", "AN", "ID", "PB"),
  };
}

/** `Lindqvist, Ada, Jr.` */
function givenNameFirst(name: string): string {
  const [family = "", given = "", suffix = ""] = name.split(/\s*,\s*/);
  return [given, family, suffix].filter(Boolean).join(" ");
}
