// A title for a picture: its mathematics raised and lowered as mail shows it.
import { unescapeHtml } from "../../papers/tex/escape.ts";
import { texToMailHtml } from "../../papers/tex/tex.ts";
import type { Span } from "./picture.ts";

const places: Record<string, Span["place"]> = { sup: "super", sub: "sub" };

export function titleSpans(source: string): Span[] {
  const spans: Span[] = [];
  // Of scripts within scripts, the outermost says where all of it stands.
  const within: NonNullable<Span["place"]>[] = [];
  for (const [piece, end, tag = ""] of texToMailHtml(source).matchAll(/<(\/?)(\w+)>|[^<]+/g)) {
    const place = places[tag];
    if (place && end) within.pop();
    else if (place) within.push(place);
    else if (tag === "") spans.push({ text: unescapeHtml(piece), place: within[0] });
  }
  return spans;
}
