// Beside markdown.tsx the only place where HTML that was not written here goes out as it is: what
// src/papers/tex made, which escapes every text and lets only known elements through.
import { raw } from "hono/html";
import { texToHtml, texToInlineHtml } from "../../papers/tex/tex.ts";
import type { Matches } from "./found-words.ts";
import { markHtml } from "./marks.ts";

interface TexProps {
  source: string;
  /** Which words a query has matched. */
  marks?: Matches | undefined;
}

/** TeX within a link, a heading or a line. */
export function Tex({ source, marks }: TexProps) {
  const html = texToInlineHtml(source);
  return <>{raw(marks ? markHtml(html, marks) : html)}</>;
}

/** TeX as running text: with links and display mathematics. */
export function TexBlock({ source }: { source: string }) {
  return <>{raw(texToHtml(source))}</>;
}
