import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeAccents } from "./accents.ts";
import { texToHtml, texToInlineHtml, texToMailHtml, texToText } from "./tex.ts";

const raw = String.raw;
const longest = 20_000;
const allForms = [texToHtml, texToInlineHtml, texToMailHtml, texToText, decodeAccents];

const pageElements = /^(em|strong|code|a|math|m[a-z]+|none)$/;
const mailElements = /^(em|strong|code|i|sup|sub)$/;
const harmlessAttributes =
  /^(?: (?:display="block"|rel="nofollow noopener"|href="https?:\/\/[^"<>\s]+"|[a-z]+="[a-z0-9. -]{1,80}"))*$/;

/** Fails on anything that a browser could take for another element, attribute or address. */
function expectSafe(html: string, elements: RegExp): void {
  const open: string[] = [];
  let rest = html.replace(/&(?:amp|lt|gt|quot|#39|nbsp|#x27);/g, "");
  rest = rest.replace(
    /<(\/?)([a-z]+)([^<>]*)>/g,
    (_tag, slash: string, name: string, attributes: string) => {
      expect(name).toMatch(elements);
      expect(attributes).toMatch(harmlessAttributes);
      expect(attributes).not.toMatch(/ (?:on|style|id|src|background)/);
      if (!slash) open.push(name);
      else if (open.at(-1) === name) open.pop();
      else open.push(`/${name}`);
      return "";
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!$)/);
}

const pieces = [
  ...Array.from("$\\{}^_~`'\"-%&#<>[]()|=;:, \n.,aZ5é\u202e\ud800₁²"),
  "$$", "\\(", "\\)", "\\[", "\\]", "``", "''", "---", "https://", "https://a.example/(x)", "javascript:",
  raw`\emph{`, raw`{\em `, raw`\textbf{`, raw`\texttt{`, raw`\href{`, raw`\url{`, raw`\cite[`, raw`\verb|`,
  raw`\frac`, raw`\sqrt{`, raw`\mathbb`, raw`\left(`, raw`\right`, raw`\begin{matrix}`, raw`\end{matrix}`,
  raw`\begin{align}`, raw`\end{align}`, raw`\def\a{\a}`, raw`\gdef`, raw`\a`, raw`\unknown`, raw`\text{`,
  raw`\"o`, raw`\'{`, raw`\v `, raw`\c{c}`, raw`\ss `, raw`\htmlData{a=b}{`, raw`\includegraphics{`,
  raw`\color{red}`, raw`\raisebox{-9em}{`, raw`\class{x}{`, raw`\unicode{x202e}`, raw`\ref{x}`, raw`\tag{1}`,
  raw`\label{x}`, "<script>", "&lt;", "onload=\"x\"", "x", "word", "5", "\\\\", raw`\,`, raw`\over `,
]; // prettier-ignore

const texLike = fc
  .array(fc.constantFrom(...pieces), { maxLength: 60 })
  .map((chosen) => chosen.join(""));
const anything = fc.oneof(texLike, fc.string({ unit: "binary", maxLength: 200 }));
const runs = { numRuns: 3_000 };

test("whatever is written, a page gets only harmless elements", () => {
  fc.assert(
    fc.property(anything, (source) => {
      expectSafe(texToHtml(source), pageElements);
      const inline = texToInlineHtml(source);
      expectSafe(inline, pageElements);
      expect(inline).not.toMatch(/<a |display="block"/);
    }),
    runs,
  );
});

test("whatever is written, a mail gets only harmless elements", () => {
  fc.assert(
    fc.property(anything, (source) => {
      expectSafe(texToMailHtml(source), mailElements);
    }),
    runs,
  );
});

test("whatever is written, what was there is not blank afterwards", () => {
  fc.assert(
    fc.property(anything, (source) => {
      for (const form of allForms) {
        expect(form(source).trim() === "").toBe(source.trim() === "");
      }
    }),
    runs,
  );
});

test("plain text is one well-formed line", () => {
  fc.assert(
    fc.property(anything, (source) => {
      const text = texToText(source);
      expect(text.isWellFormed()).toBe(true);
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/\s\s|[\n\t\u202e]/);
    }),
    runs,
  );
});

function filled(piece: string, length = longest): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

test.each([
  "$", "$$", "$$$ ", "{", "{$", "${", "$x_{", "\\", "\\'", "\\'{", raw`\"a\" `, "`", "``", "'", "--", "~",
  "^{", "x^{", "https://", "https://a.example/)))", raw`\emph{`, raw`{\bf \it `, raw`\cite[`, raw`\verb|`,
  raw`\(`, raw`\[`, raw`\begin{equation}`, raw`\frac`, raw`\mathbb{R}_`, raw`\a{`, "$x$", "$a$5", raw`$\foo$`,
  raw`$\A\B\C\D\E$`, raw`$\def\a{\a}\a$`, raw`$\edef\a{\a\a}\a$`, raw`$\href{javascript:alert(1)}{x}$ `,
  raw`$\htmlData{a=b}{x}$ `, raw`$\includegraphics{x}$ `, "$x₁₂₃₄₅₆₇$", "₁", " ",
])("a text full of %j takes less than 100 ms", (piece) => {
  for (const form of allForms) expect(quickestOf3(() => form(filled(piece)))).toBeLessThan(100);
}); // prettier-ignore

test.each(["{", "(", "^", "'", "|", "+", "₁", "x₁", raw`\frac`, raw`\sqrt{`, raw`\left(`, raw`\over `, "a&", raw`\mathchoice{`])(
  "formulas full of %j take less than 100 ms",
  (piece) => {
    const formulas = `$${filled(piece, 1_990)}$ `.repeat(10);
    for (const form of allForms) expect(quickestOf3(() => form(formulas))).toBeLessThan(100);
  },
); // prettier-ignore

/** Milliseconds; the quickest, so that a busy machine does not fail the test. */
function quickestOf3(work: () => unknown): number {
  let quickest = Infinity;
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    work();
    quickest = Math.min(quickest, performance.now() - began);
  }
  return quickest;
}
