import type { Paper } from "./paper.ts";

/** What somebody adds to a paper in a bibliography. */
export interface Annotation {
  keywords?: readonly string[];
  /** Plain text, perhaps of several lines. */
  note?: string;
}

export function doiOf({ doi, identifier }: Paper): string | undefined {
  const known =
    doi ?? (identifier.startsWith("doi:") ? identifier.slice("doi:".length) : undefined);
  // A page may call anything its DOI; in a file of references a line break begins something else.
  return known?.replaceAll(/\s+/g, "");
}
