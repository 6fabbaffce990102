// The paper, as every part of the program speaks of it.
import type { Identifier } from "./identifier.ts";
import type { Day } from "./period.ts";

/** One record of a paper as a source gives it; what the source does not say is left out. */
export interface PaperRecord {
  /** Left out when only the title is known. */
  identifier?: Identifier;
  title: string;
  abstract: string;
  authors?: string[];
  /** Primary category first. */
  categories?: string[];
  comment?: string;
  doi?: string;
  journalRef?: string;
  reportNo?: string;
  license?: string;
  version?: number;
  /** Every version, oldest first, where the source tells. */
  versions?: Version[];
  /** Classes of the Mathematics Subject Classification, as the source writes them. */
  mscClasses?: string;
  /** Classes of the ACM's Computing Classification System, as the source writes them. */
  acmClasses?: string;
  /** Its authors took it back; it stays, marked. */
  withdrawn?: boolean;
  /** When version 1 was sent in: ISO 8601, a day or a moment. */
  submittedAt?: string;
  /** When the newest version was sent in: ISO 8601, a day or a moment. */
  updatedAt?: string;
  codeUrl?: string;
  projectUrl?: string;
  /** The source passes on what another one said: it fills gaps, and replaces nothing of the paper. */
  passedOn?: true;
  /** In which editions it stands, as far as this record tells. */
  appearances?: Appearance[];
}

export interface Version {
  version: number;
  /** When it was sent in: ISO 8601, a moment. */
  at: string;
}

/** Two clocks: `announced` by the source, `featured` on a front page, here or elsewhere. */
export interface Appearance {
  day: Day;
  kind: "announced" | "featured";
  /** Who featured it: `hugging-face`; left out where a file or this instance says so. */
  source?: string;
}

/** One paper of the catalogue. */
export interface Paper {
  /** Its number in this catalogue. */
  id: number;
  identifier: Identifier;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  comment: string | null;
  doi: string | null;
  journalRef: string | null;
  reportNo: string | null;
  license: string | null;
  version: number | null;
  versions: Version[];
  mscClasses: string | null;
  acmClasses: string | null;
  withdrawn: boolean;
  submittedAt: string | null;
  updatedAt: string | null;
  codeUrl: string | null;
  projectUrl: string | null;
  /** Ordered by day. */
  appearances: Appearance[];
  /** Part of the sample that a fresh instance shows. */
  sample: boolean;
  upvotes: number;
}

/** The category that the source put first; `undefined` when no category is known. */
export function primaryCategory(paper: { categories: string[] }): string | undefined {
  return paper.categories[0];
}
