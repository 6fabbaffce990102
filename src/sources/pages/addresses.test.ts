import { expect, test } from "vitest";
import { addressesIn, isShared } from "./addresses.ts";
import { readFrontMatter } from "./front-matter.ts";

const named = (text: string) => addressesIn(text).map(({ address }) => address);

/** What a page names, to machines and to people. */
function namedOn(html: string): string[] {
  const { said, text } = readFrontMatter(html);
  return [...new Set(named(`${said}\n${text}`))];
}

test.each([
  ["Write to ada@x.org.", ["ada@x.org"]],
  ["(Ada.Lindqvist+papers@Mail.X.org)", ["ada.lindqvist+papers@mail.x.org"]],
  ["{ada, ben}@x.org", ["ada@x.org", "ben@x.org"]],
  ["\\{ada,ben\\}@x.org", ["ada@x.org", "ben@x.org"]],
  ["{ada|ben|c.d} @\ncs.x.org", ["ada@cs.x.org", "ben@cs.x.org", "c.d@cs.x.org"]],
  ["[ada; ben]@x.org", ["ada@x.org", "ben@x.org"]],
  ["ada [at] x.org", ["ada@x.org"]],
  ["ada (at) x (dot) org", ["ada@x.org"]],
  ["ada AT x DOT org", ["ada@x.org"]],
  ["ada at cs dot x dot org", ["ada@cs.x.org"]],
  ["ada\\_l@x.org", ["ada_l@x.org"]],
  ["ada@uni-köln.de", ["ada@xn--uni-kln-e1a.de"]],
  ["‘ada@x.org’, 'ben@x.org'", ["ada@x.org", "ben@x.org"]],
  // Of a longer address no part is somebody's.
  ["nada@x.org.uk", ["nada@x.org.uk"]],
  ["john . smith@gmail.com", []],
  ["ada@x.org@evil.example", []],
  ["a***@x.org", ["a***@x.org"]],
  // Nor of what is no address.
  ["Code is available at x.org, and data at example dot", []],
  ["Follow us @x.org", []],
  ["foo _ada@x.org", ["_ada@x.org"]],
  ["precision@5 and recall@k.", []],
  ["Lindqvist (see ada)", []],
])("%j names %j", (text, addresses) => {
  expect(named(text)).toEqual(addresses);
});

function hidden(address: string): string {
  const bytes = [...Buffer.from(address)].map((byte) =>
    (byte ^ 0x42).toString(16).padStart(2, "0"),
  );
  return `<a class="__cf_email__" data-cfemail="42${bytes.join("")}">[email&#160;protected]</a>`;
}

test.each([
  [`<a href="mailto:ada%40x.org?subject=Hello">Write</a>`, ["ada@x.org"]],
  [`<span class="ltx_role_email"><a href="mailto:ada@x.org">ada@x.org</a></span>`, ["ada@x.org"]],
  [`<tt>{ada,&nbsp;ben}</tt>@x.org<br>Department`, ["ada@x.org", "ben@x.org"]],
  [`ada@<wbr>x<wbr>.org<sup>1</sup>`, ["ada@x.org"]],
  [`ada&#64;x&#46;org ben&amp;#x40;x.org`, ["ada@x.org", "ben@x.org"]],
  [`ada&shy;@x.org`, ["ada@x.org"]],
  [`<meta name="citation_author_email" content="ada@x.org">`, ["ada@x.org"]],
  [`<td>ada@x.org</td><td>ben@x.org</td>`, ["ada@x.org", "ben@x.org"]],
  [hidden("ada@x.org"), ["ada@x.org"]],
  // What nobody sees is put there by whoever made the site.
  [`<!-- ada@x.org --><script>var a = "ben@x.org"</script><style>c@x.org</style>`, []],
  [`<meta name="description" content="ada@x.org">`, []],
])("a page with %s names %j", (html, addresses) => {
  expect(namedOn(html)).toEqual(addresses);
});

test("an address that several may read, or that stands for anybody's, is nobody's", () => {
  const shared = ["info@x.org", "Contact@x.org", "no-reply@x.org", "firstname.lastname@x.org"];
  expect(shared.filter((each) => !isShared(each))).toEqual([]);
  expect(isShared("ada@x.org")).toBe(false);
});

test("hostile pages are read to their end", () => {
  const pages: Record<string, string> = {
    letters: "a".repeat(3_000_000),
    dots: "a.".repeat(1_500_000),
    "at signs": "a@".repeat(1_500_000),
    domains: "a@b.".repeat(700_000),
    braces: "{a,".repeat(1_000_000),
    groups: "{a}@b".repeat(500_000),
    spelled: "a@b dot ".repeat(300_000),
    "[at]": "a [at] ".repeat(400_000),
    blanks: `a${" ".repeat(2_500_000)}@x.org`,
    addresses: "ada@x.org ".repeat(250_000),
    "open tags": "<a ".repeat(800_000),
    "open links": `<a href="mailto:`.repeat(150_000),
    "open comments": "<!--".repeat(700_000),
    "open scripts": "<script>".repeat(300_000),
    references: "&amp;".repeat(500_000),
    "hidden ones": `<a data-cfemail="${"42".repeat(1000)}">`.repeat(1_000),
  };
  for (const [what, html] of Object.entries(pages)) {
    const began = performance.now();
    const found = namedOn(html).length;
    console.log(`${what}: ${Math.round(performance.now() - began)} ms, ${found} addresses`);
    expect(found).toBeLessThanOrEqual(10_000);
  }
});
