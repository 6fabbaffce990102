import fc from "fast-check";
import { expect, test } from "vitest";
import {
  markdownToFeedHtml,
  markdownToHtml,
  markdownToMailHtml,
  markdownToText,
  mentionsIn,
} from "./markdown.ts";

const people = new Map([["ada-l", "/people/ada-l"]]);
const rel = 'rel="nofollow ugc noopener"';

function html(source: string): string {
  return markdownToHtml(source, { people }).trim();
}

/** Without the tags of mathematics. */
function shown(source: string): string {
  return html(source).replaceAll(
    /<math[^]*?<\/math>/g,
    (math) => `⟨${math.replaceAll(/<[^>]*>/g, "")}⟩`,
  );
}

test.each([
  ["the bound $x_1$ is sharp", "<p>the bound ⟨x1⟩ is sharp</p>"],
  [String.raw`the bound \(x_1\) is sharp`, "<p>the bound ⟨x1⟩ is sharp</p>"],
  ["*so* $a*b$ and $c*d$", "<p><em>so</em> ⟨a∗b⟩ and ⟨c∗d⟩</p>"],
  [String.raw`so \[y\] holds, and \[2n\], \[f(x, y)\]`, "<p>so ⟨y⟩ holds, and ⟨2n⟩, ⟨f(x,y)⟩</p>"],
  [String.raw`so \[x = 1\] holds`, "<p>so ⟨x=1⟩ holds</p>"],
  ["so\n$$\nx\n=\n- y\n$$\nholds", "<p>so</p>\n<p>⟨x=−y⟩</p>\n<p>holds</p>"],
  ["- a\n\n  $$\n  x\n  $$", "<ul>\n<li>\n<p>a</p>\n<p>⟨x⟩</p>\n</li>\n</ul>"],
  [String.raw`\begin{align}` + "\na &= b\n" + String.raw`\end{align}`, "<p>⟨a=b⟩</p>"],
  ["> $$\n> x\n> $$", "<blockquote>\n<p>⟨x⟩</p>\n</blockquote>"],
  ["| $x$ | y |\n|-|-|\n| 1 | $2^n$ |", expect.stringContaining("<td>⟨2n⟩</td>")],
])("mathematics is read in %j", (source, expected) => {
  expect(shown(source)).toEqual(expected);
});

test.each([
  ["it costs $5 and $10", "it costs $5 and $10"],
  [String.raw`it costs \$x\$`, "it costs $x$"],
  [String.raw`as \[note\] says`, "as [note] says"],
  [String.raw`see \[1\], \[2, 3\], \[4–6\]`, "see [1], [2, 3], [4–6]"],
  [String.raw`\[et al\] \[sic\] \[…\]`, "[et al] [sic] […]"],
  ["`$x$`", "<code>$x$</code>"],
  ["$5 for `a_1` and `$b`", "$5 for <code>a_1</code> and <code>$b</code>"],
])("no mathematics is read in %j", (source, expected) => {
  expect(html(source)).toBe(`<p>${expected}</p>`);
});

test("nothing is read within a block of code", () => {
  expect(html("```tex\n$x$ @ada-l https://a.example\n```")).toBe(
    '<pre><code class="language-tex">$x$ @ada-l https://a.example\n</code></pre>',
  );
});

test("mathematics that nobody can render stands as it was written", () => {
  expect(html(String.raw`$\def\a{\a}\a<b$`)).toBe(
    String.raw`<p><code class="tex">$\def\a{\a}\a&lt;b$</code></p>`,
  );
});

test("a mention of somebody who is here leads to their page, and others stay text", () => {
  expect(html("@Ada-L, @nobody!")).toBe(
    '<p><a class="mention" href="/people/ada-l">@Ada-L</a>, @nobody!</p>',
  );
});

test.each([
  "`@ada-l`", "    @ada-l", "[@ada-l](/x)", "![@ada-l](/x)", "https://a.example/@ada-l", "me@ada-l", "@ada-l@a.example",
  "@ada-l_b", "@ada-", String.raw`\@ada-l`, "<https://a.example/@ada-l>", "$@ada-l$", "é@ada-l", "&#64;ada-l",
])("%j mentions nobody called ada-l", (source) => {
  expect(mentionsIn(source)).not.toContain("ada-l");
  expect(html(source)).not.toContain("/people/");
}); // prettier-ignore

test.each([
  ["arXiv:2310.07896v2.", "/papers/2310.07896", "arXiv:2310.07896v2"],
  ["(arxiv:hep-th/9901001)", "/papers/hep-th/9901001", "arxiv:hep-th/9901001"],
  ["arXiv:math.GT/0309136,", "/papers/math/0309136", "arXiv:math.GT/0309136"],
  ["doi:10.1101/2020.01.02_a.", "/papers/doi:10.1101/2020.01.02_a", "doi:10.1101/2020.01.02_a"],
  ["doi:10.48550/arXiv.2310.07896", "/papers/2310.07896", "doi:10.48550/arXiv.2310.07896"],
])("the paper in %j leads to its page here", (source, href, words) => {
  expect(html(source)).toContain(`<a class="mention" href="${href}">${words}</a>`);
});

test.each([
  "`arXiv:2310.07896`",
  "arXiv:2310.07",
  "arXiv:2313.07896",
  "[arXiv:2310.07896](/x)",
  "axarXiv:2310.07896",
])("%j mentions no paper", (source) => expect(html(source)).not.toContain("/papers/"));

test("mentions are those that are rendered, each once, at most twenty", () => {
  const source = Array.from({ length: 30 }, (_, index) => `@reader-a${index} @reader-a0`).join(" ");
  const all = new Map(
    Array.from({ length: 30 }, (_, index) => [`reader-a${index}`, `/p/${index}`]),
  );
  const linked = markdownToHtml(source, { people: all }).matchAll(/>@([a-z0-9-]+)</g);
  expect([...new Set(Array.from(linked, ([, handle]) => handle))]).toEqual(mentionsIn(source));
  expect(mentionsIn(source)).toHaveLength(20);
});

test.each([
  ["see https://a.example/b_(c)_d.", `see <a href="https://a.example/b_(c)_d" ${rel}>https://a.example/b_(c)_d</a>.`],
  ["(https://a.example)", `(<a href="https://a.example/" ${rel}>https://a.example</a>)`],
  ["**https://a.example**", `<strong><a href="https://a.example/" ${rel}>https://a.example</a></strong>`],
  ["[a https://b.example](https://c.example)", `<a href="https://c.example" ${rel}>a https://b.example</a>`],
  ["[a](/papers/2310.07896 'b\"')", `<a href="/papers/2310.07896" title="b&quot;" ${rel}>a</a>`],
  ["<ada@a.example>", `<a href="mailto:ada@a.example" ${rel}>ada@a.example</a>`],
  ["![a *b* \\* $x$](https://a.example/b.png)", `<a href="https://a.example/b.png" ${rel}>a b * $x$</a>`],
  ["![](https://a.example/b.png)", `<a href="https://a.example/b.png" ${rel}>image</a>`],
  ["[![a](https://a.example/b.png)](/c)", `<a href="/c" ${rel}>a</a>`],
])("%j is a link", (source, expected) => {
  expect(html(source)).toBe(`<p>${expected}</p>`);
}); // prettier-ignore

test.each([
  "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#x0A;script:alert(1)", "&#x6A;avascript:alert(1)", "data:text/html,x", "vbscript:x",
  "file:///etc/passwd", "//a.example", "https:a.example", "https://a.example@b.example/",
  "https://localhost/", "blob:x", "mailto:a@b.example?bcc=c@d.example", "about:blank", "x", "#x", "?x",
  "intent://a.example", "&colon;x", "https://[::1]/", "view-source:x",
])("no link leads to %s", (address) => {
  for (const source of [`[a](${address})`, `[a](<${address}>)`, `<${address}>`, `![a](${address})`, `[a]: ${address}\n\n[a]`, `[a]: <${address}>\n\n[a]`]) {
    // What follows it may be an address by itself.
    const written = html(source).replaceAll(/<a href="https:\/\/[ab]\.example\/?" [^>]*>/g, "");
    expect(written).not.toContain("<a");
  }
}); // prettier-ignore

test.each(["[a]()", "![a]()", "[a]( )", "[a](\0)", "[a](\u202e)"])(
  "%j leads nowhere and is its words",
  (source) => {
    expect(html(source)).toBe("<p>a</p>");
    expect(markdownToText(source)).toBe("a");
    expect(markdownToMailHtml(source)).toBe("<p>a</p>\n");
  },
);

test("plain text reads as somebody would write it in a letter", () => {
  const source = [
    "## A *question*",
    "Is `a_b` the [same](https://a.example/b) as $x^{2}$ (https://b.example)?\nSee [here](/papers/2310.07896).",
    "> - one\n> - two\n>   1. three\n>\n> four",
    "| a | b |\n|---|---|\n| 1 | **2** |",
    "```\ncode  here\n```",
    "$$\nE = mc^2\n$$",
    "3. c\n4. d",
  ].join("\n\n");
  expect(markdownToText(source)).toBe(
    [
      "A question",
      "Is a_b the same (https://a.example/b) as x² (https://b.example)?\nSee here.",
      "> - one\n> - two\n>   1. three\n>\n> four",
      "a | b\n1 | 2",
      "    code  here",
      "E = mc²",
      "3. c\n4. d",
    ].join("\n\n"),
  );
});

test("feeds get whole addresses and no MathML, mail no links at all", () => {
  const source = "@ada-l: [here](/papers/2310.07896) and [there](https://a.example/b) is $x_1$";
  expect(markdownToFeedHtml(source, { people, site: new URL("https://here.example") })).toBe(
    '<p><a class="mention" href="https://here.example/people/ada-l">@ada-l</a>: ' +
      `<a href="https://here.example/papers/2310.07896" ${rel}>here</a> and ` +
      `<a href="https://a.example/b" ${rel}>there</a> is <i>x</i><sub>1</sub></p>\n`,
  );
  expect(markdownToMailHtml(source)).toBe(
    "<p>@ada-l: here and there (https://a.example/b) is <i>x</i><sub>1</sub></p>\n",
  );
});

const pieces = [
  "<b>",
  "</p>",
  "<!--",
  "`",
  "```\n",
  "\n",
  "\n\n",
  " ",
  "    ",
  "> ",
  "- ",
  "1. ",
  "# ",
  "*",
  "**",
  "_",
  "~~",
  "[",
  "](",
  ")",
  "][",
  "]: ",
  "![",
  "<",
  ">",
  "\\",
  "\\(",
  "\\)",
  "\\[",
  "\\]",
  "$",
  "$$",
  "$$\n",
  "|",
  "|-|-|\n",
  "@ada-l",
  "arXiv:2310.07896",
  "doi:10.1234/x",
  "&#x3c;",
  "&quot;",
  "&#x202e;",
  '"',
  "'",
  "javascript:alert(1)",
  "https://a.example/",
  "/x",
  "x",
  "5",
  "\u202e",
  "\0",
  "\\begin{align}",
  "\\end{align}",
  "\\frac{a}{b}",
  "\\href{javascript:x}{y}",
  "onclick=x",
  "=\n",
  "---\n",
  "mailto:",
  "😀",
];
const anything = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 30 })
  .map((parts) => parts.join(""));

// All that may stand in a page; within mathematics what src/papers/tex lets through.
const tag =
  /<(?:\/?(?:p|em|strong|s|ul|ol|li|blockquote|pre|code|table|thead|tbody|tr|th|td|h[456]|a)|(?:br|hr) \/|ol start="\d{1,9}"|code class="(?:tex|language-[^"<>]*)"|t[hd] class="to-(?:center|right)"|a class="mention" href="\/(?:people|papers)\/[^"<>]*"|a href="(?:https?:\/\/|mailto:|\/)[^"<>]*"(?: title="[^"<>]*")? rel="nofollow ugc noopener")>/g;

test("whatever is written, nothing stands in the page but what is meant to", () => {
  fc.assert(
    fc.property(anything, (source) => {
      const written = html(source).replaceAll(/<math[^]*?<\/math>/g, "");
      expect(written.replaceAll(tag, "")).not.toMatch(/[<>]/);
      expect(written).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(markdownToMailHtml(source)).not.toContain("<a");
      const mentioned = [...html(source).matchAll(/<a class="mention" href="\/people/g)].length > 0;
      expect(mentioned).toBe(mentionsIn(source).includes("ada-l"));
      expect(markdownToText(source).isWellFormed()).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("one address serves no thousand links, and a wide table no thousand cells", () => {
  const address = `[a]: /${"u".repeat(900)}\n\n`;
  const table = `|${"a|".repeat(19)}\n|${"-|".repeat(19)}\n${"a\n".repeat(4_900)}`;
  expect(html(address + "[a] ".repeat(2_000)).length).toBeLessThan(40_000);
  expect(html(address + "![a] ".repeat(2_000)).length).toBeLessThan(40_000);
  expect(html(table)).not.toContain("<table>");
  expect(html("> ".repeat(100) + "a")).toContain("&gt; a");
});
