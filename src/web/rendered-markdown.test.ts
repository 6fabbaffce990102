import { expect, test } from "vitest";
import { rememberRendered } from "./rendered-markdown.ts";

test("a text that is rendered again is the same, unless it mentions others by now", () => {
  const render = rememberRendered();
  const mention = (handle: string) => render("@ada", new Map([["ada", `/people/${handle}`]]));
  expect(mention("ada")).toContain('href="/people/ada"');
  expect(mention("ada")).toBe(mention("ada"));
  expect(mention("ada-l")).toContain('href="/people/ada-l"');
  expect(render("@ada", new Map())).not.toContain("href");
});

test("what is remembered has a bound, and what is forgotten is rendered again", () => {
  const render = rememberRendered({ most: 500 });
  const texts = Array.from({ length: 100 }, (_, n) => `text ${n}${"x".repeat(n * 10)}`);
  for (const text of [...texts, ...texts]) {
    expect(render(text, new Map())).toBe(`<p>${text}</p>\n`);
  }
});
