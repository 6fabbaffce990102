// A paper.
import { z } from "zod";
import { listPapers } from "../../catalogue/papers.ts";
import { countTalk } from "../../community/discussion/talk-counts.ts";
import { links } from "../../links.ts";
import { arxivOf, bareIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { ApiOptions } from "../options.ts";
import { address, day, howMany, moment, number } from "./values.ts";

const versionShape = z
  .object({ version: number, at: moment })
  .meta({ id: "Version", description: "One of the versions of a paper." });

export const appearanceShape = z
  .object({
    day,
    kind: z.enum(["announced", "featured"]),
    source: z.string().nullable().meta({ description: "Which other site featured it." }),
  })
  .meta({ id: "Appearance", description: "An edition in which a paper stands." });

export const paperShape = z
  .object({
    id: z.string().meta({ description: "As it stands in addresses." }),
    title: z.string().meta({ description: "As plain text." }),
    titleTex: z.string().meta({ description: "As its authors wrote it." }),
    abstract: z.string().meta({ description: "As plain text." }),
    abstractTex: z.string().meta({ description: "As its authors wrote it." }),
    authors: z.array(z.string()),
    categories: z.array(z.string()).meta({ description: "The primary one first." }),
    authorsComment: z.string().nullable().meta({ description: "What its authors say of it." }),
    doi: z.string().nullable(),
    journalRef: z.string().nullable(),
    reportNo: z.string().nullable(),
    mscClasses: z.string().nullable(),
    acmClasses: z.string().nullable(),
    license: z.string().nullable().meta({ description: "The address of the licence." }),
    version: number.nullable().meta({ description: "The newest." }),
    versions: z.array(versionShape).meta({ description: "Oldest first, where the source tells." }),
    submittedAt: z.string().nullable().meta({ description: "A day or a moment, of version 1." }),
    updatedAt: z
      .string()
      .nullable()
      .meta({ description: "A day or a moment, of the newest version." }),
    isWithdrawn: z.boolean(),
    isSample: z.boolean().meta({ description: "Part of what a fresh site shows for a start." }),
    codeUrl: address.nullable(),
    projectUrl: address.nullable(),
    pdfUrl: address.nullable().meta({ description: "At arXiv." }),
    appearances: z
      .array(appearanceShape)
      .meta({ description: "The editions in which it stands, oldest first." }),
    votes: howMany,
    comments: howMany.meta({ description: "How many are said here." }),
    url: address.meta({ description: "Its page." }),
  })
  .meta({ id: "Paper" });

type PaperShape = z.input<typeof paperShape>;

function tellPaper(paper: Paper, { site, comments }: { site: URL; comments: number }): PaperShape {
  const { comment, doi, journalRef, reportNo, mscClasses, acmClasses, license } = paper;
  const { version, submittedAt, updatedAt } = paper;
  const arxiv = arxivOf(paper.identifier);
  return {
    id: bareIdentifier(paper.identifier),
    title: texToText(paper.title),
    titleTex: paper.title,
    abstract: texToText(paper.abstract),
    abstractTex: paper.abstract,
    authors: paper.authors.map(texToText),
    categories: paper.categories,
    authorsComment: comment,
    doi,
    journalRef,
    reportNo,
    mscClasses,
    acmClasses,
    license,
    version,
    versions: paper.versions.map(({ version, at }) => ({ version, at })),
    submittedAt,
    updatedAt,
    isWithdrawn: paper.withdrawn,
    isSample: paper.sample,
    codeUrl: paper.codeUrl,
    projectUrl: paper.projectUrl,
    pdfUrl: arxiv === undefined ? null : links.pdfAt(arxiv),
    appearances: paper.appearances.map(({ day, kind, source = null }) => ({ day, kind, source })),
    votes: paper.upvotes,
    comments,
    url: links.whole(links.paper(paper.identifier), site),
  };
}

/** Those of these papers that are here, by their numbers. */
export async function mapPapers(
  numbers: readonly number[],
  options: Pick<ApiOptions, "db" | "config">,
): Promise<Map<number, PaperShape>> {
  const papers = await listPapers(options.db, numbers);
  const told = await tellPapers(papers, options);
  return new Map(papers.map(({ id }, index) => [id, told[index]!]));
}

/** Several papers, in their order. */
export async function tellPapers(
  papers: readonly Paper[],
  { db, config }: Pick<ApiOptions, "db" | "config">,
): Promise<PaperShape[]> {
  const talk = await countTalk(
    db,
    papers.map(({ id }) => id),
  );
  return papers.map((paper) =>
    tellPaper(paper, { site: config.SITE_URL, comments: talk.get(paper.id)?.comments ?? 0 }),
  );
}
