// Text as the fonts can set it. What they lack is told by what they have: an accent less, a plain letter
// for a fancy one; what cannot be told so becomes an ellipsis, and never an empty box.
import type { Span } from "./picture.ts";

export interface SetText {
  spans: Span[];
  /** Most of its letters are there. */
  isTold: boolean;
}

const raised =
  /[\u00b2\u00b3\u00b9\u2070-\u207f\u02b0-\u02b8\u02e1-\u02e4\u1d2c-\u1d61\u1d9b-\u1dbf]/;
const lowered = /[\u2080-\u209c\u1d62-\u1d6a\u2c7c]/;
/** Other scripts need rules for joining their letters, which a font for mathematics does not have. */
const isSettable = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{M}]/u;

/** Longer than any title. */
const longest = 600;

/** @param glyphs the code points that the fonts have. */
export function setText(text: readonly Span[], glyphs: ReadonlySet<number>): SetText {
  const has = (some: string) =>
    [...some].every((each) => glyphs.has(each.codePointAt(0)!) && isSettable.test(each));
  const spans: Span[] = [];
  let lost = 0;
  let kept = 0;
  const add = (text: string, place?: Span["place"]) => {
    const last = spans.at(-1);
    if (last && last.place === place) last.text += text;
    else spans.push(place ? { text, place } : { text });
  };
  const set = ({ text, place: within }: Span) => {
    for (const { segment } of new Intl.Segmenter("en").segment(oneLine(text))) {
      const isLetter = /[\p{L}\p{N}]/u.test(segment);
      const written = has(segment) ? segment : plain(segment);
      if (raised.test(segment)) add(plain(segment), "super");
      else if (lowered.test(segment)) add(plain(segment), "sub");
      else if (written !== "" && has(written)) add(written, within);
      else {
        if (!isLetter) continue;
        lost++;
        if (!spans.at(-1)?.text.trimEnd().endsWith("…")) add("…");
        continue;
      }
      if (isLetter) kept++;
    }
  };
  let room = longest;
  for (const { text: said, place } of text) {
    set({ text: said.slice(0, room), place });
    room = Math.max(0, room - said.length);
  }
  return { spans, isTold: kept > 0 && lost <= kept };
}

/** Without what only commands: no direction, no joining, no line of its own. */
function oneLine(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, "")
    .replaceAll(/[\p{Cc}\u2028\u2029 ]+/gu, " ");
}

function plain(segment: string): string {
  return segment.normalize("NFKD").replaceAll(/\p{M}/gu, "");
}
