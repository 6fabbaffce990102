// The papers of an edition, or of what is trending, each in its place.
import { z } from "zod";
import { listSubmissions, type Submission } from "../../community/submissions/submissions.ts";
import type { Entry } from "../../editions/standings.ts";
import type { ApiOptions } from "../options.ts";
import { paperShape, tellPapers } from "./paper.ts";
import { day } from "./values.ts";
import { scored, tellScore } from "./score.ts";

const submissionShape = z
  .object({
    by: z.string(),
    handle: z.string().nullable().meta({ description: "Null once the account is gone." }),
    day: day.meta({ description: "The edition in which it was put." }),
    sentence: z.string().meta({ description: "Why, in their words; may be empty." }),
  })
  .meta({ id: "Submission" });

export const entryShape = paperShape
  .extend({
    place: z.int().meta({ description: "From 1." }),
    ...scored,
    day: day.meta({ description: "The first day of the period on which it stands." }),
    kind: z.enum(["announced", "featured"]),
    featured: z
      .object({ day, source: z.string() })
      .nullable()
      .meta({ description: "When another site first featured it within the period." }),
    submitted: submissionShape.nullable().meta({ description: "Which reader brought it." }),
  })
  .meta({ id: "Entry", description: "A paper in its place." });

export async function tellEntries(
  entries: readonly Entry[],
  options: Pick<ApiOptions, "db" | "config">,
): Promise<z.input<typeof entryShape>[]> {
  const papers = entries.map(({ paper }) => paper);
  const told = await tellPapers(papers, options);
  const submitted = await listSubmissions(
    options.db,
    papers.map(({ id }) => id),
  );
  return entries.map((entry, index) => {
    const { place, paper, day, kind, featured } = entry;
    return {
      ...told[index]!,
      place,
      ...tellScore(entry),
      day,
      kind,
      featured: featured ? { day: featured.day, source: featured.source } : null,
      submitted: tellSubmission(submitted.get(paper.id)),
    };
  });
}

function tellSubmission(submission: Submission | undefined) {
  if (!submission) return null;
  const { name, handle, day, sentence } = submission;
  return { by: name, handle, day, sentence };
}
