// Text in lines, for those who read mail and papers as text.
import { displayWidth, wideCharacters } from "./display-width.ts";

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
  for (const word of text.split(/\s+/)) {
    for (const [index, part] of breakable(word).entries()) {
      const space = columns > 0 && index === 0 ? " " : "";
      const needed = displayWidth(part);
      if (columns > 0 && columns + space.length + needed > room()) {
        lines.push(line);
        line = hanging + part;
        columns = needed;
      } else {
        line += space + part;
        columns += space.length + needed;
      }
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
  if (word === "") return [];
  return isWide.test(word) ? (word.match(breaks) ?? []).filter((part) => part !== "") : [word];
}
