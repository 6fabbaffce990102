// Text as the fonts can set it. What they lack is told by what they have: an accent less, a plain letter
// for a fancy one; what cannot be told so becomes an ellipsis, and never an empty box.

export interface Span {
  text: string;
  /** Raised or lowered. */
  place?: "super" | "sub";
}

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

/** What our plain text of mathematics could not raise or lower: `e^(-t)`, `F_q`. */
const script = /(?<=\S)([\^_])(?:\(([^()\s]{1,16})\)|([\p{L}\p{N}∞*])(?![\p{L}\p{N}]))/gu;

/** Longer than any title. */
const longest = 600;

/** @param letters the code points that the fonts have. */
export function setText(text: string, letters: ReadonlySet<number>): SetText {
  const has = (some: string) =>
    [...some].every((each) => letters.has(each.codePointAt(0)!) && isSettable.test(each));
  const spans: Span[] = [];
  let lost = 0;
  let kept = 0;
  const add = (text: string, place?: Span["place"]) => {
    const last = spans.at(-1);
    if (last && last.place === place) last.text += text;
    else spans.push(place ? { text, place } : { text });
  };
  const set = (text: string, within?: Span["place"]) => {
    for (const { segment } of new Intl.Segmenter("en").segment(text)) {
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
  const whole = oneLine(text);
  let from = 0;
  for (const { 0: found, 1: mark, 2: group, 3: single, index } of whole.matchAll(script)) {
    set(whole.slice(from, index));
    set(group ?? single ?? "", mark === "^" ? "super" : "sub");
    from = index + found.length;
  }
  set(whole.slice(from));
  return { spans, isTold: kept > 0 && lost <= kept };
}

/** Without what only commands: no direction, no joining, no line of its own. */
function oneLine(text: string): string {
  return text
    .slice(0, longest)
    .normalize("NFC")
    .replaceAll(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, "")
    .replaceAll(/[\p{Cc}\u2028\u2029 ]+/gu, " ")
    .trim();
}

function plain(segment: string): string {
  return segment.normalize("NFKD").replaceAll(/\p{M}/gu, "");
}
