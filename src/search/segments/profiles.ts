// Profiles: the sets of facets that papers have. Papers share them, so that one increment counts all
// of a paper's facets. A segment keeps its own as text, a profile a line: as objects, those of a
// million papers took a hundred megabytes on their way from file to search.
import type { PaperToIndex } from "./paper-text.ts";

export type Profiles = Uint8Array<ArrayBuffer>;

/** The facets of a paper, in one line: `cat:cs.CV`, `source:arxiv`, `has:code`. */
export function profileOf({
  categories,
  source,
  flags,
}: Pick<PaperToIndex, "categories" | "source" | "flags">): string {
  const facets = [...categories.map((name) => `cat:${name}`), `source:${source}`, ...flags];
  return facets.map((facet) => facet.replace(/\s/g, " ")).join("\t");
}

export function facetsOfProfile(profile: string): string[] {
  return profile.split("\t");
}

export function writeProfiles(profiles: readonly string[]): Profiles {
  return new TextEncoder().encode(profiles.join("\n"));
}

export function readProfiles(profiles: Profiles): string[] {
  return profiles.length === 0 ? [] : new TextDecoder().decode(profiles).split("\n");
}
