// A page as a text to be read without a browser. One document is written as Markdown and as plain text.

/** What stands within a line: words from anywhere, or more. */
export type Piece = string | { tex: string } | { strong: string } | Link;

/** The whole address is behind the words; plain text has the words alone. */
export interface Link {
  words: Piece[];
  href: string;
}

export type Block =
  /** With its number in a list; in plain text an address stands below the words. */
  | { kind: "heading"; level: 1 | 2; number?: number; words: Piece[]; href?: string }
  | { kind: "paragraph"; pieces: Piece[] }
  | { kind: "facts"; facts: { name: string; pieces: Piece[] }[] }
  | { kind: "list"; items: { words: Piece[]; href: string; rest: Piece[] }[] }
  | { kind: "links"; links: Link[] }
  /** What somebody wrote, of several lines, and who it was. */
  | { kind: "quote"; lead: Piece[]; text: string };

export type Document = readonly Block[];

export function paragraph(...pieces: Piece[]): Block {
  return { kind: "paragraph", pieces };
}

/** With `between` between them. */
export function joined(parts: readonly Piece[][], between: string): Piece[] {
  return parts.flatMap((part, index) => (index > 0 ? [between, ...part] : part));
}
