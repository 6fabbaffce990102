// A title for a picture: its mathematics raised and lowered as mail shows it.
import { unescapeHtml } from "../../../papers/tex/escape.ts";
import { texToMailHtml } from "../../../papers/tex/tex.ts";
import type { Span } from "./picture.ts";

/** A sign there, and no hyphen between words. */
const minus = /(?<!\p{L}{2})-/gu;

const places: Record<string, Span["place"]> = { sup: "super", sub: "sub" };

export function titleSpans(source: string): Span[] {
  const spans: Span[] = [];
  // Of scripts within scripts, the outermost says where all of it stands.
  const within: NonNullable<Span["place"]>[] = [];
  for (const [piece, end, tag = ""] of texToMailHtml(source).matchAll(/<(\/?)(\w+)>|[^<]+/g)) {
    const place = places[tag];
    if (place && end) within.pop();
    else if (place) within.push(place);
    else if (tag === "") {
      const text = unescapeHtml(piece);
      spans.push(within[0] ? { text: text.replace(minus, "−"), place: within[0] } : { text });
    }
  }
  return spans;
}
