// Text with gaps. What many mails share is rendered once; what belongs to one is put into the gaps.

// Noncharacters: they stand in no text on purpose, and are taken out where they do.
const open = "\u{FDD0}";
const close = "\u{FDD1}";
const gaps = /\u{FDD0}([^\u{FDD1}]*)\u{FDD1}/gu;

/** Stands for a value that is not known yet. */
export function gap(name: string): string {
  return `${open}${name}${close}`;
}

/** Text from outside opens no gaps. */
export function withoutGaps(text: string): string {
  return text.replaceAll(/[\u{FDD0}\u{FDD1}]/gu, "");
}

/** How text is written where it is to stand: as it is, or encoded for mail. */
export type Writing = (text: string) => string;

export type Template = readonly ({ text: string } | { gap: string })[];

/** What stands between the gaps is written now, what stands in them when it is known. */
export function cut(text: string, write: Writing): Template {
  const pieces: ({ text: string } | { gap: string })[] = [];
  let from = 0;
  for (const match of text.matchAll(gaps)) {
    pieces.push({ text: write(text.slice(from, match.index)) }, { gap: match[1]! });
    from = match.index + match[0].length;
  }
  return [...pieces, { text: write(text.slice(from)) }];
}

/** The values are written already. @throws Error where one is missing. */
export function fill(template: Template, values: Readonly<Record<string, string>>): string {
  let filled = "";
  for (const piece of template) {
    if ("text" in piece) filled += piece.text;
    else {
      const value = values[piece.gap];
      if (value === undefined) throw new Error(`Nothing is known of ${piece.gap}.`);
      filled += value;
    }
  }
  return filled;
}
