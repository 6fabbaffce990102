// Counts by category, year and code, for systems that give every match and leave the counting to
// whoever asks.

export interface Counted {
  categories: readonly string[];
  year: number;
  code: boolean;
}

export function tally(matches: Iterable<Counted>) {
  const categories: Record<string, number> = {};
  const years: Record<string, number> = {};
  let code = 0;
  for (const match of matches) {
    for (const category of match.categories) categories[category] = (categories[category] ?? 0) + 1;
    years[match.year] = (years[match.year] ?? 0) + 1;
    if (match.code) code++;
  }
  return { categories, years, code };
}
