import { expect, test } from "vitest";
import { texToHtml, texToInlineHtml, texToMailHtml, texToText } from "./tex.ts";

const raw = String.raw;

test.each([
  ["No TeX in here, only (brackets) & signs.", "No TeX in here, only (brackets) & signs."],
  [
    raw`a gain of 79.6\% for R\&D, file\_name, issue \#3, \$20`,
    "a gain of 79.6% for R&D, file_name, issue #3, $20",
  ],
  ["``quoted'' and `single' and ``mixed\"", "“quoted” and ‘single’ and “mixed”"],
  ["the f'' of f and the reader's `code`", "the f'' of f and the reader's `code`"],
  ["pages 3--5 --- or so", "pages 3–5 — or so"],
  ["Fig.~3, about ~5 ms, from 3~5", "Fig. 3, about ~5 ms, from 3~5"],
  [raw`\emph{Very} {\em very} \textbf{bold} and \texttt{--flag}`, "Very very bold and --flag"],
  [raw`our \aus beats \rafdb{} and \foo{bar}`, raw`our \aus beats \rafdb and \foo{bar}`],
  [
    raw`as shown~\cite{Noether18,Hopf} in \eqref{one}\footnote{Twice.}`,
    "as shown [Noether18,Hopf] in (one) (Twice.)",
  ],
  [raw`Code: \url{https://example.org/a\_b}.`, "Code: https://example.org/a_b."],
  [raw`\href{https://example.org/x}{Our page}`, "Our page (https://example.org/x)"],
  [raw`{A}daptive {BERT} over {0, 1}`, "Adaptive BERT over {0, 1}"],
  [raw`10\,000 \mu m at 10^{-5} of CO_{2} in n^2`, "10 000 μm at 10⁻⁵ of CO₂ in n²"],
  [raw`over \mathbb{R}^n without dollars`, "over ℝⁿ without dollars"],
  ["two\n  lines  of text ", "two lines of text"],
  [raw`Angewandte Gr\"o\ss en von Fr\'echet`, "Angewandte Größen von Fréchet"],
])("in plain text %j reads %j", (source, text) => {
  expect(texToText(source)).toBe(text);
});

test.each([
  ["x^2 + y_i", "x² + yᵢ"],
  ["k^{-2/d}", "k^(-2/d)"],
  [raw`\mathbb{Z}_{121}`, "ℤ₁₂₁"],
  [raw`180\times 4`, "180×4"],
  [raw`observation \times action \rightarrow observation`, "observation × action → observation"],
  [raw`\mathcal{O}(n\log n)`, "O(n log n)"],
  [raw`\log_2 n \le \sqrt{x} \in [0,1]`, "log₂ n ≤ √x ∈ [0,1]"],
  [raw`\frac{a}{b} + \frac{a+b}{2c} + {a\over b}`, "a/b + (a+b)/(2c) + a/b"],
  [raw`\sqrt[3]{x+1}`, "³√(x+1)"],
  [raw`\hat x \ne \bar{y}`, "x̂ ≠ ȳ"],
  [raw`a \not= b`, "a ≠ b"],
  [raw`90^\circ, f', x^*, n^{th}, A^T`, "90°, f′, x*, nth, Aᵀ"],
  [raw`\text{if } x_{\max} \geq 0`, "if x_max ≥ 0"],
  [raw`\binom{n}{k}`, "(n choose k)"],
  [raw`\left\{ x \,\middle|\, y \right.`, "{ x | y"],
  [raw`\unknownmacro{x}`, "unknownmacro x"],
  [raw`\sim10\%`, "∼10%"],
  [raw`50%`, "50%"],
])("in plain text the formula %j reads %j", (source, text) => {
  expect(texToText(`$${source}$`)).toBe(text);
  expect(texToText(`Let \\(${source}\\) hold`)).toBe(`Let ${text} hold`);
});

test.each([
  "It costs $5 and $10.",
  "between $5-$10 a day",
  "$18/hour versus $60/hour",
  "costs under $1 per query, not $2",
  "a prize of $5, or $x if you win",
  "a lone $ sign",
  "US$ 5 and US$ 7 more",
])("money stays money: %s", (source) => {
  expect(texToText(source)).toBe(source);
  expect(texToHtml(source)).not.toContain("<math");
});

test.each([
  ["a $2$-approximation", 1],
  ["$\\times$2 faster, $\\sim$10 ms, $<$5", 3],
  ["spaces $ n $ and $ n \\leq 3 $ inside", 2],
  ["$x$, where $y$ is $z$", 3],
  ["\\(a\\) and \\[b\\] and $$c$$", 3],
  ["costs $5 for $x$ of $10", 1],
  ["$50% \\pm 1%$ of $#(G)$ and $A & B$", 3],
  ["$(\\big(x\\big)^2)$ and $\\mbox{so}$ and $\\H^2$", 3],
  ["$\\text{if $x$ is}$", 1],
  ["\\begin{align}a&=b\\\\c&=d\\end{align}", 1],
  ["\\begin{eqnarray*}a&=&b\\end{eqnarray*}", 1],
])("a page shows the mathematics of %j", (source, count) => {
  expect(texToHtml(source).match(/<math/g)).toHaveLength(count);
  expect(texToHtml(source)).not.toContain('class="tex"');
});

test("a page shows display mathematics on a line of its own, a title does not", () => {
  expect(texToHtml("$$x$$")).toContain('<math display="block"');
  expect(texToInlineHtml("$$x$$")).toMatch(/^<math><mi>x<\/mi><\/math>$/);
});

test.each([
  [
    raw`\emph{a}, \textbf{b}, \texttt{c}, {\em d}`,
    "<em>a</em>, <strong>b</strong>, <code>c</code>, <em>d</em>",
  ],
  [raw`\textbf{a \emph{b}} {`, "<strong>a <em>b</em></strong> {"],
  ['<b>bold</b> & "so"', "&lt;b&gt;bold&lt;/b&gt; &amp; &quot;so&quot;"],
  [raw`\foo{<i>}`, raw`\foo{&lt;i&gt;}`],
  [
    "See https://example.org/a_(b), or (https://example.org/c).",
    'See <a href="https://example.org/a_(b)" rel="nofollow noopener">https://example.org/a_(b)</a>, ' +
      'or (<a href="https://example.org/c" rel="nofollow noopener">https://example.org/c</a>).',
  ],
  [
    raw`$\href{https://example.org/~me}{\text{this https URL}}$`,
    '<a href="https://example.org/~me" rel="nofollow noopener">this https URL</a>',
  ],
  [raw`\href{ftp://example.org}{files}`, "files"],
  [
    raw`\href{https://example.org/y}.`,
    '<a href="https://example.org/y" rel="nofollow noopener">https://example.org/y</a>.',
  ],
  ["https://arxiv.org@evil.example/x", "https://arxiv.org@evil.example/x"],
  [raw`$\def\x{\x\x}\x$`, raw`<code class="tex">$\def\x{\x\x}\x$</code>`],
  ["$}{$", "$}{$"],
])("a page shows %j as %j", (source, html) => {
  expect(texToHtml(source)).toBe(html);
});

test("a title that is itself a link holds none", () => {
  const html = texToInlineHtml(raw`See https://example.org and \href{https://example.org}{this}`);
  expect(html).toBe("See https://example.org and this");
});

test("one unknown macro does not hide the formula around it", () => {
  const html = texToHtml(raw`$\Lipschitz(f) \le \cX^2$`);
  expect(html).toContain("<mtext>\\Lipschitz</mtext>");
  expect(html).toContain("≤");
});

test("a formula that cannot be rendered stands there as it was written", () => {
  expect(texToHtml(raw`so $\frac{1}{$ is`)).toContain(raw`\frac{1}{`);
  expect(texToHtml(raw`so $a^b^c$ is`)).toContain(raw`<code class="tex">$a^b^c$</code>`);
});

test("a formula of more than 2,000 characters is shown as its source", () => {
  const source = `$${"x+".repeat(1_001)}y$`;
  expect(texToHtml(source)).toBe(`<code class="tex">${source}</code>`);
  expect(texToText(source)).toBe(source);
});

test("no paper can define a macro for the next one", () => {
  const before = texToHtml(raw`$\stolen$`);
  texToHtml(raw`$\gdef\stolen{X} \newcommand{\stolen}{X}$`);
  texToHtml(raw`$\global\def\stolen{X}$`);
  expect(texToHtml(raw`$\stolen$`)).toBe(before);
});

test("a formula cannot lie over the page, be coloured or lead away", () => {
  const html = texToHtml(
    raw`$\raisebox{-99em}{\text{Log in}} \hspace{-99em}\llap{x} \color{red}y \rule{9em}{9em} \href{https://a.example}{z}$`,
  );
  expect(html).not.toMatch(/ style=|voffset|href|-99|mathbackground|<a /);
});

test("a mail has formulas without MathML", () => {
  expect(texToMailHtml(raw`$O(n\log n)$ and $x_{12}^2 < \alpha$`)).toBe(
    "<i>O</i>(<i>n</i> log <i>n</i>) and <i>x</i><sub>12</sub><sup>2</sup> &lt; α",
  );
  expect(texToMailHtml(raw`\emph{a} $\mathrm{Re}(z)$ \texttt{b} <b> https://a.example`)).toBe(
    "<em>a</em> Re(<i>z</i>) <code>b</code> &lt;b&gt; https://a.example",
  );
});

test("what says nothing by itself is shown as it is rather than as nothing", () => {
  for (const source of [raw`\noindent`, "{}", raw`$\,$`, raw`\label{x}`, raw`$\phantom{x}$`]) {
    expect(texToText(source)).toBe(source);
    expect(texToHtml(source)).toContain(source);
  }
});

test("a long text is cut, and says so", () => {
  const text = texToText("word ".repeat(10_000));
  expect(text.length).toBeLessThan(20_002);
  expect(text.endsWith("…")).toBe(true);
});

test("marks that would turn the page around are gone", () => {
  expect(texToText("abc\u202edef\u0007 $x$")).toBe("abcdef x");
  expect(texToHtml(raw`$\unicode{x202e}x \char"202E$`)).not.toContain("\u202e");
});
