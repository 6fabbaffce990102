import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { payloads } from "../../../fixtures/payloads.ts";
import { displayWidth } from "./display-width.ts";
import { paragraph, type Document } from "./document.ts";
import { writeMarkdown } from "./write-markdown.ts";
import { writePlain } from "./write-plain.ts";

const address = new URL("https://papers.example");
const site = address.origin;

/** A document with somebody's words wherever there can be any. */
function documentWith(words: string): Document {
  return [
    { kind: "heading", level: 1, words: [{ tex: words }] },
    { kind: "heading", level: 2, number: 1, words: [{ tex: words }], href: `${site}/papers/1` },
    paragraph(words),
    paragraph({ tex: words }),
    paragraph({ strong: "Picked by Ada" }, `: “${words}”`),
    { kind: "facts", facts: [{ name: "Journal", said: [[{ tex: words }], [words]] }] },
    { kind: "list", items: [{ words: [{ tex: words }], href: "/papers/2", rest: [words] }] },
    { kind: "links", links: [{ words: ["PDF"], href: `${site}/pdf/1` }] },
    { kind: "quote", lead: [words], text: `${words}\n\n${words}` },
    paragraph("The end."),
  ];
}

// What programs show that know CommonMark alone, and those that know what GitHub adds.
const programs = [
  new MarkdownIt("commonmark", { html: true }),
  new MarkdownIt("default", { html: true, linkify: false }),
];

/** What there is besides text, as programs read it. */
function markupIn(markdown: string) {
  return programs.map((program) => {
    const tokens = program
      .parse(markdown, {})
      .flatMap((token) => [token, ...(token.children ?? [])]);
    const links = tokens.filter(({ type }) => type === "link_open");
    return {
      headings: tokens.filter(({ type }) => type === "heading_open").map(({ tag }) => tag),
      // One that stands for itself hides nothing.
      links: links.filter(({ info }) => info !== "auto").map((link) => link.attrGet("href")),
      others: [
        ...new Set(
          tokens
            .map(({ type }) => type)
            .filter((type) => /^(html|image|fence|code_block|hr|table|s_open|ordered)/.test(type)),
        ),
      ],
    };
  });
}

const own = markupIn(writeMarkdown(documentWith("Plain words"), address));

test("a document's own headings and links are all that its Markdown has, whatever its words are", () => {
  expect(own[0]).toEqual({
    headings: ["h1", "h2"],
    links: [`${site}/papers/1`, `${site}/papers/2`, `${site}/pdf/1`],
    others: [],
  });
  let counted = 0;
  for (const words of payloads) {
    const markdown = writeMarkdown(documentWith(words), address);
    expect({ words, markup: markupIn(markdown) }).toEqual({ words, markup: own });
    counted++;
  }
  console.log(`Markdown: ${counted} hostile texts in nine places each are text there`);
});

test("no row of marks makes markup", () => {
  const marks = fc.constantFrom(
    ..."# ## > - + * 1. 2) --- === *** ``` ~~~ ` ``` [ ] ( ) [x] ](x) ![ < > <b> </b> <!-- & &lt; &#60; \\ \\\\ $ $$ $x$ \\( \\) _ __ ~ | |- --- : ! { } @ \n \n\n a b".split(
      " ",
    ),
    "\n",
    "\n\n",
    "\t",
    "    ",
    " ",
    "[x]: /y",
    "\\begin{align}",
    "\\end{align}",
    "\\href{https://away.example}{here}",
    "\\emph{",
    "\u2028",
  );
  fc.assert(
    fc.property(fc.array(marks, { minLength: 1, maxLength: 12 }), (parts) => {
      expect(markupIn(writeMarkdown(documentWith(parts.join("")), address))).toEqual(own);
    }),
    { numRuns: 400, examples: [[["$$", "\\\\", "](x)", "$$"]]] },
  );
});

test("mathematics stays TeX in Markdown and is Unicode in plain text", () => {
  const document = [
    paragraph({
      tex: "A bound of $O(n^{2})$ for \\emph{all} $a<b$; \\(x_{1}\\) and $[0,1)$ at $5 a piece.",
    }),
  ];
  expect(writeMarkdown(document, address)).toBe(
    "A bound of $O(n^{2})$ for *all* $a< b$; $x_{1}$ and $\\lbrack 0,1)$ at \\$5 a piece.\n",
  );
  expect(writePlain(document, address)).toBe(
    "A bound of O(n²) for all a<b; x₁ and [0,1) at $5 a piece.\n",
  );
});

test("plain text keeps to 72 columns, counted as a terminal counts them, and to its characters", () => {
  const text = "雷達影像中的目標辨識：「一種新方法」，以及它的限制。";
  const words = `${text.repeat(6)} \u{1b}[31mred\u202e and naïve cafe\u0301 ${"word ".repeat(40)}`;
  const written = writePlain(documentWith(words), address);
  const lines = written.split("\n");
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(72);
  expect(lines.filter((line) => displayWidth(line) > 66).length).toBeGreaterThan(10);
  // No mark that closes something begins a line.
  expect(lines.filter((line) => /^[> ]*[，。」：]/.test(line))).toEqual([]);
  expect(written).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  expect(displayWidth("e\u0301👩‍🔬한")).toBe(5);
});
