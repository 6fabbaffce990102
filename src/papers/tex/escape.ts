const entities = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

const characters = new Map([...entities].map(([character, entity]) => [entity, character]));

/** Safe as the text of an element and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}

/** What was escaped so. */
export function unescapeHtml(html: string): string {
  return html.replace(/&#?\w+;/g, (entity) => characters.get(entity) ?? entity);
}
