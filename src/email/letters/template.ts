// Text with gaps. What many mails share is rendered and written once; what belongs to one is put into
// the gaps.

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

/** What stands between the gaps, as it is kept, and the names of these. */
export interface Template<Kept> {
  pieces: readonly Kept[];
  /** Each stands behind the piece of the same place; behind the last stands none. */
  gaps: readonly string[];
}

/** What stands between the gaps is written now, what stands in them when it is known. */
export function cut<Kept>(text: string, write: (text: string) => Kept): Template<Kept> {
  const pieces: Kept[] = [];
  const names: string[] = [];
  let from = 0;
  for (const match of text.matchAll(gaps)) {
    pieces.push(write(text.slice(from, match.index)));
    names.push(match[1]!);
    from = match.index + match[0].length;
  }
  pieces.push(write(text.slice(from)));
  return { pieces, gaps: names };
}

/** Adds it to what is `printed`; the values are written already. @throws Error where one is missing. */
export function fill<Piece>(
  { pieces, gaps }: Template<Piece>,
  values: Readonly<Record<string, readonly Piece[]>>,
  printed: Piece[],
): void {
  for (const [index, piece] of pieces.entries()) {
    printed.push(piece);
    const name = gaps[index];
    if (name === undefined) continue;
    const value = values[name];
    if (value === undefined) throw new Error(`Nothing is known of ${name}.`);
    for (const each of value) printed.push(each);
  }
}
