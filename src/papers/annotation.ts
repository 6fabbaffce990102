import type { Paper } from "./paper.ts";

/** What somebody adds to a paper in a bibliography. */
export interface Annotation {
  keywords?: readonly string[];
  /** Plain text, perhaps of several lines. */
  note?: string;
}

export function doiOf({ doi, identifier }: Paper): string | undefined {
  return doi ?? (identifier.startsWith("doi:") ? identifier.slice("doi:".length) : undefined);
}
