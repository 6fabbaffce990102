// What can be counted in a manuscript besides its words. The trees of the model decide by these.
import type { Part } from "./judgement.ts";
import type { Manuscript } from "./manuscript.ts";

interface Trait {
  name: string;
  part: Part["kind"];
  of: (manuscript: Seen) => number;
}

/** A manuscript with what several traits look at. */
interface Seen extends Manuscript {
  /** Abstract and comment. */
  all: string;
  remark: string;
}

export const traits: readonly Trait[] = [
  { name: "letters of the title", part: "form", of: (seen) => seen.title.length },
  { name: "letters of the abstract", part: "form", of: (seen) => seen.abstract.length },
  { name: "words of the title", part: "form", of: (seen) => seen.title.split(" ").length },
  { name: "colon in the title", part: "form", of: (seen) => says(seen.title, /:/) },
  { name: "question in the title", part: "form", of: (seen) => says(seen.title, /\?/) },
  // A thing with a name of its own: MathVerse: …, GPT-4o: …
  {
    name: "name before the colon",
    part: "form",
    of: (seen) => says(seen.title, /^[A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9-]*:/),
  },
  { name: "code link", part: "links", of: (seen) => says(seen.all, /github\.com|gitlab/i) },
  {
    name: "project page",
    part: "links",
    of: (seen) => says(seen.all, /github\.io|project\s?page/i),
  },
  { name: "model or data link", part: "links", of: (seen) => says(seen.all, /huggingface/i) },
  { name: "any link", part: "links", of: (seen) => says(seen.all, /https?:/) },
  {
    name: "something released",
    part: "links",
    of: (seen) => says(seen.abstract, /release|open-source|open source|publicly available/i),
  },
  {
    name: "code or page in the comment",
    part: "links",
    of: (seen) => says(seen.remark, /code|project|demo|website|model/i),
  },
  { name: "a comment", part: "comment", of: (seen) => Number(seen.remark !== "") },
  {
    name: "pages",
    part: "comment",
    of: (seen) => Math.min(1000, Number(/(\d{1,4}) pages/.exec(seen.remark)?.[1] ?? 0)),
  },
  {
    name: "accepted somewhere",
    part: "comment",
    of: (seen) => says(seen.remark, /accept|to appear|published|proceedings/i),
  },
  {
    name: "sent in somewhere",
    part: "comment",
    of: (seen) => says(seen.remark, /submitted|submission|under review/i),
  },
  { name: "figures counted", part: "comment", of: (seen) => says(seen.remark, /figure|table/i) },
  {
    name: "technical report",
    part: "comment",
    of: (seen) => says(seen.all, /technical report/i),
  },
  { name: "categories", part: "category", of: (seen) => seen.categories.length },
  { name: "authors", part: "authors", of: (seen) => seen.authors.length },
];

/** The values, in the order of the list. */
export function traitsOf(manuscript: Manuscript): number[] {
  const remark = manuscript.comment ?? "";
  const seen = { ...manuscript, all: `${manuscript.abstract} ${remark}`, remark };
  return traits.map((trait) => trait.of(seen));
}

function says(text: string, what: RegExp): number {
  return Number(what.test(text));
}
