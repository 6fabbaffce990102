import { expect, test, vi } from "vitest";
import { markdownToHtml, type People } from "./markdown.ts";
import { rememberRendered, type RenderMarkdown } from "./rendered.ts";

const nobody: People = new Map();

test("a text is rendered once, and again only where it mentions others by now", () => {
  const html = vi.fn<RenderMarkdown>((source, people) => markdownToHtml(source, { people }));
  const render = rememberRendered(html);
  const mention = (handle: string) => render("@ada", new Map([["ada", `/people/${handle}`]]));
  expect(mention("ada")).toContain('href="/people/ada"');
  expect(mention("ada")).toBe(mention("ada"));
  expect(mention("ada-l")).toContain('href="/people/ada-l"');
  expect(render("@ada", nobody)).not.toContain("href");
  expect(html).toHaveBeenCalledTimes(3);
});

test("what is remembered has a bound, and of texts just over it most are found again and again", () => {
  const texts = Array.from({ length: 100 }, (_, n) => `text ${100 + n}`);
  const count = (room: number) => {
    const html = vi.fn<RenderMarkdown>((source) => source.toUpperCase());
    // Each takes twelve characters as a key, and eight as what it became.
    const render = rememberRendered(html, { most: room * (12 + 8) });
    for (let round = 0; round < 10; round++) {
      for (const text of texts) expect(render(text, nobody)).toBe(text.toUpperCase());
    }
    return html.mock.calls.length;
  };
  expect(count(100)).toBe(100);
  expect(count(50)).toBeGreaterThan(100 + 9 * 50);
  expect(count(95)).toBeLessThan(500);
  expect(count(0)).toBe(1000);
});
