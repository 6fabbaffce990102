// One paper, as our own API tells it, and what is like it.
import { z } from "zod";
import { getPaper } from "../../catalogue/papers.ts";
import { countTalk } from "../../community/discussion/talk-counts.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { arxivOf, bareIdentifier, parseIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { findSimilar } from "../../search/search.ts";
import { count } from "../query.ts";
import type { ApiOptions } from "../options.ts";
import { route } from "./route.ts";
import { day, moment } from "./shapes.ts";

/** The identifier in a path. */
export const paperId = z.string().meta({
  description: "The bare arXiv identifier, or any other with its scheme, such as `doi:10.1101/…`.",
  example: "2310.07896",
});

export const paperShape = z
  .object({
    id: z.string().meta({ description: "As it stands in addresses." }),
    title: z.string().meta({ description: "As plain text." }),
    titleTex: z.string().meta({ description: "As its authors wrote it." }),
    abstract: z.string().meta({ description: "As plain text." }),
    abstractTex: z.string().meta({ description: "As its authors wrote it." }),
    authors: z.array(z.string()),
    categories: z.array(z.string()).meta({ description: "The primary one first." }),
    comment: z.string().nullable().meta({ description: "What its authors say of it." }),
    doi: z.string().nullable(),
    journalRef: z.string().nullable(),
    reportNo: z.string().nullable(),
    mscClasses: z.string().nullable(),
    acmClasses: z.string().nullable(),
    license: z.string().nullable().meta({ description: "The address of the licence." }),
    version: z.int().nullable(),
    versions: z
      .array(z.object({ version: z.int(), at: moment }))
      .meta({ description: "Oldest first, where the source tells." }),
    submittedAt: z.string().nullable().meta({ description: "A day or a moment, of version 1." }),
    updatedAt: z
      .string()
      .nullable()
      .meta({ description: "A day or a moment, of the newest version." }),
    isWithdrawn: z.boolean(),
    isSample: z.boolean().meta({ description: "Part of what a fresh site shows for a start." }),
    codeUrl: z.string().nullable(),
    projectUrl: z.string().nullable(),
    pdfUrl: z.string().nullable().meta({ description: "At arXiv." }),
    appearances: z
      .array(
        z.object({
          day,
          kind: z.enum(["announced", "featured"]),
          source: z.string().nullable().meta({ description: "Which other site featured it." }),
        }),
      )
      .meta({ description: "The editions in which it stands, oldest first." }),
    votes: z.int(),
    comments: z.int().meta({ description: "How many are said here." }),
    url: z.string().meta({ description: "Its page." }),
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
    comment,
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
    url: new URL(links.paper(paper.identifier), site).href,
  };
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

/** @throws NotFound */
export async function getNamedPaper({ db }: Pick<ApiOptions, "db">, id: string): Promise<Paper> {
  const named = parseIdentifier(id);
  if (!named) throw new NotFound(`"${id.slice(0, 100)}" is not an identifier of a paper.`);
  return await getPaper(db, named.identifier);
}

export const similarRoute = route({
  method: "get",
  path: "/papers/{id}/similar",
  operationId: "listSimilarPapers",
  tag: "Papers",
  summary: "Papers about the same, the most alike first",
  params: { id: paperId },
  query: { limit: count(1, 50).default(5).meta({ description: "How many at most." }) },
  answer: z.object({ items: z.array(paperShape) }),
  async handle({ params, query }, options) {
    const { db, finder } = options;
    const { id } = await getNamedPaper(options, params.id);
    const papers = await findSimilar(db, finder, { papers: [id], limit: query.limit });
    return { items: await tellPapers(papers, options) };
  },
});

export const paperRoute = route({
  method: "get",
  path: "/papers/{id}",
  operationId: "getPaper",
  tag: "Papers",
  summary: "One paper",
  params: { id: paperId },
  answer: paperShape,
  async handle({ params }, options) {
    const paper = await getNamedPaper(options, params.id);
    return (await tellPapers([paper], options))[0]!;
  },
});
