// The papers of an edition, or of what is trending, each in its place.
import { z } from "zod";
import { listSubmissions } from "../../community/submissions/submissions.ts";
import type { Entry } from "../../editions/standings.ts";
import type { ApiOptions } from "../options.ts";
import { paperShape, tellPapers } from "./paper.ts";
import { personShape, tellPeople } from "./person.ts";
import { scoreShape, tellScores } from "./score.ts";
import { day, place } from "./values.ts";

const submissionShape = z
  .object({
    by: personShape.nullable().meta({ description: "Null for a former reader." }),
    day: day.meta({ description: "The edition in which it was put." }),
    sentence: z.string().meta({ description: "Why, in their words; may be empty." }),
  })
  .meta({ id: "Submission" });

export const entryShape = paperShape
  .and(scoreShape)
  .and(
    z.object({
      place,
      day: day.meta({ description: "The first day of the period on which it stands." }),
      kind: z.enum(["announced", "featured"]),
      featured: z
        .object({ day, source: z.string() })
        .nullable()
        .meta({ description: "When another site first featured it within the period." }),
      submitted: submissionShape.nullable().meta({ description: "Which reader brought it." }),
    }),
  )
  .meta({ id: "Entry", description: "A paper in its place." });

export async function tellEntries(
  entries: readonly Entry[],
  options: Pick<ApiOptions, "db" | "config">,
): Promise<z.input<typeof entryShape>[]> {
  const papers = entries.map(({ paper }) => paper);
  const told = await tellPapers(papers, options);
  const scores = await tellScores(entries, options);
  const submitted = await listSubmissions(
    options.db,
    papers.map(({ id }) => id),
  );
  const personOf = await tellPeople(
    [...submitted.values()].map(({ reader }) => reader),
    options,
  );
  return entries.map((entry, index) => {
    const { place, paper, day, kind, featured } = entry;
    const submission = submitted.get(paper.id);
    return {
      ...told[index]!,
      ...scores[index]!,
      place,
      day,
      kind,
      featured: featured ? { day: featured.day, source: featured.source } : null,
      submitted: submission
        ? { by: personOf(submission.reader), day: submission.day, sentence: submission.sentence }
        : null,
    };
  });
}
