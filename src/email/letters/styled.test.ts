import { expect, test } from "vitest";
import { markdownToMailHtml } from "../../papers/markdown/markdown.ts";
import { styled } from "./styled.ts";

test("code, tables and quotations in a letter are no wider than it, and what looks like them is text", () => {
  const source = "```\nx\n```\n\n> a\n\n| n | m |\n|--:|---|\n| 1 | <td> |\n\n`<pre>`";
  const html = styled(markdownToMailHtml(source));
  expect(html).toMatch(/<pre style="[^"]*white-space:pre-wrap;overflow-wrap:anywhere/);
  expect(html).toMatch(/<blockquote style="margin:14px 0;/);
  expect(html).toMatch(/<td style="padding:[^"]*;text-align:right">1<\/td>/);
  expect(html).not.toMatch(/<(?:pre|td|th|blockquote)(?! style|ead)/);
  expect(html).toContain("&lt;td&gt;");
});
