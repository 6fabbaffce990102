import { arxivOf } from "./identifier.ts";
import type { Paper } from "./paper.ts";

/** The year of a paper, as far as it is known: when it was submitted, announced or numbered. */
export function yearOf(paper: Paper): string | undefined {
  const when =
    paper.submittedAt ?? paper.appearances.find((each) => each.kind === "announced")?.day;
  if (when) return when.slice(0, 4);
  const [, yy] = /^(?:.*\/)?(\d{2})\d{2}/.exec(arxivOf(paper.identifier) ?? "") ?? [];
  if (yy === undefined) return undefined;
  return Number(yy) > 90 ? `19${yy}` : `20${yy}`;
}
