/** Sources break their lines where they like; a title, a name, an abstract is one line here. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
