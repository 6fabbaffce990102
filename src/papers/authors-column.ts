/**
 * The names of a paper's authors as the database keeps them: a list in JSON. A sign alone is nobody;
 * arXiv makes one of "Gull Lab: Ada Lindqvist".
 */
export function parseAuthors(column: string): string[] {
  return (JSON.parse(column) as string[]).filter((name) => /[\p{L}\p{N}]/u.test(name));
}
