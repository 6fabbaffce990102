/** What a title or an abstract is made of, once its TeX is read. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "styled"; style: Style; children: Inline[] }
  | { kind: "link"; url: string; children: Inline[] }
  | MathInline;

export type Style = "em" | "strong" | "code";

export interface MathInline {
  kind: "math";
  /** Without its dollars. */
  source: string;
  /** As the authors wrote it, dollars included. */
  literal: string;
  display: boolean;
}
