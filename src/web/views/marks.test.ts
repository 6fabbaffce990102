import { expect, test } from "vitest";
import { parseQuery } from "../../search/language/parse.ts";
import { matcher } from "../../search/marks.ts";
import { texToInlineHtml } from "../../papers/tex/tex.ts";
import { markHtml } from "./marks.ts";

test.each([
  ["horizon", "Long-Horizon plans", "Long-<mark>Horizon</mark> plans"],
  ["long-horizon plan", "A Long-Horizon plan.", "A <mark>Long-Horizon plan</mark>."],
  ["pretraining", "pre-training it", "<mark>pre-training</mark> it"],
  ["poincare", String.raw`Poincar\'e's maps`, "<mark>Poincaré</mark>&#39;s maps"],
  ["c++", "In C++ and C", "In <mark>C++</mark> and C"],
  ["amp quot", "a & b", "a &amp; b"],
  ["gulls", "gulls, gulls", "<mark>gulls</mark>, <mark>gulls</mark>"],
])("%s marks in %s only what it matched", (query, title, marked) => {
  expect(marking(query, texToInlineHtml(title))).toBe(marked);
});

test.each([
  ["x", "Of $x$ and x"],
  ["strong", String.raw`\textbf{bold} and strong`],
  ["mark math mi", "Mark $x_{mi}$ of math"],
])("%s marks nothing within tags and mathematics of %s", (query, title) => {
  const html = texToInlineHtml(title);
  const found = marking(query, html);
  expect(found).toContain("<mark>");
  expect(found).not.toMatch(/<[^>]*<mark>|<math[^]*<mark>[^]*<\/math>/);
  expect(found.replaceAll(/<\/?mark>/g, "")).toBe(html);
});

function marking(query: string, html: string): string {
  const matches = matcher(parseQuery(query, { today: "2026-03-27" }));
  return markHtml(html, (word) => matches(word, "title"));
}
