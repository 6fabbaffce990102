// Text in lines, for those who read mail and papers as text.
import { displayWidth, isPlain, wideCharacters } from "./display-width.ts";

interface Wrapping {
  /** In columns. */
  width?: number;
  /** Before every line. */
  indent?: string;
  /** Before every line but the first, where that is another. */
  hanging?: string;
}

/** Lines of at most `width` columns; a longer word, such as an address, stays whole. */
export function wrap(
  text: string,
  { width = 72, indent = "", hanging = indent }: Wrapping = {},
): string {
  const lines: string[] = [];
  let line = indent;
  let columns = 0;
  const room = () => width - (lines.length === 0 ? indent : hanging).length;

  function add(part: string, gap: "" | " ", needed: number): void {
    const space = columns > 0 ? gap : "";
    if (columns > 0 && columns + space.length + needed > room()) {
      lines.push(line);
      line = hanging + part;
      columns = needed;
    } else {
      line += space + part;
      columns += space.length + needed;
    }
  }

  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    // Nearly all are, and thousands of lines are wrapped for the letters of a day.
    if (isPlain(word)) add(word, " ", word.length);
    else {
      const [first = "", ...others] = breakable(word);
      add(first, " ", displayWidth(first));
      for (const part of others) add(part, "", displayWidth(part));
    }
  }
  if (columns > 0) lines.push(line);
  return lines.join("\n");
}

const isWide = new RegExp(`[${wideCharacters}]`, "u");
// A line may break before a wide character, but for those that close something, and behind one, but for
// those that open something.
const opening = "「『（［｛〈《【〔“‘";
const closing =
  "\\p{M}\\u200d\\ufe0f、。，．：；？！）］｝〉》」』】〕”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)\\]";
const breaks = new RegExp(
  `[${opening}]*(?:[${wideCharacters}]|[^${wideCharacters}${opening}]+)?[${closing}]*`,
  "gu",
);

function breakable(word: string): string[] {
  return isWide.test(word) ? (word.match(breaks) ?? []).filter((part) => part !== "") : [word];
}
