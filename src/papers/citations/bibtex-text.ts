// Plain text within a field of BibTeX, so that any program reads the text and not commands. Braces
// are spelled out: there they count even behind a backslash.

const commands: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "%": "\\%",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  $: "\\$",
};

const characters = new Map(Object.entries(commands).map(([one, command]) => [command, one]));

export function escapeTex(text: string): string {
  return (
    text
      .replaceAll(/[\\{}~^%&#_$]/g, (character) => commands[character]!)
      // At the beginning of a line an entry would begin.
      .replaceAll(/@(?=\s*[a-z]+\s*\()/gi, "{@}")
  );
}

/** What `escapeTex` wrote, and what others escaped in the same way. */
export function unescapeTex(written: string): string {
  return written.replaceAll(
    /\\text(?:backslash|braceleft|braceright|asciitilde|asciicircum)\{\}|\\[%&#_$]|\{@\}/g,
    (command) => characters.get(command) ?? "@",
  );
}
