// One paper, as our own API tells it.
import { z } from "zod";
import { getPaper } from "../../catalogue/papers.ts";
import { countTalk } from "../../community/discussion/talk-counts.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { bareIdentifier, parseIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { ApiOptions } from "../options.ts";
import { route } from "./route.ts";

/** The identifier in a path. */
export const paperId = z.string().meta({
  description: "The bare arXiv identifier, or any other with its scheme, such as `doi:10.1101/…`.",
  example: "2310.07896",
});

const day = z.string().meta({ description: "A day, `YYYY-MM-DD`." });
const moment = z.string().meta({ description: "A moment in UTC, ISO 8601." });

export const paperShape = z.object({
  id: z.string().meta({ description: "As it stands in addresses." }),
  title: z.string().meta({ description: "As plain text." }),
  titleTex: z.string().meta({ description: "As its authors wrote it." }),
  abstract: z.string(),
  abstractTex: z.string(),
  authors: z.array(z.string()),
  categories: z.array(z.string()).meta({ description: "The primary one first." }),
  comment: z.string().nullable(),
  doi: z.string().nullable(),
  journalRef: z.string().nullable(),
  license: z.string().nullable(),
  version: z.int().nullable(),
  submittedAt: moment.nullable(),
  updatedAt: moment.nullable(),
  isWithdrawn: z.boolean(),
  codeUrl: z.string().nullable(),
  projectUrl: z.string().nullable(),
  appearances: z
    .array(
      z.object({ day, kind: z.enum(["announced", "featured"]), source: z.string().nullable() }),
    )
    .meta({ description: "The editions in which it stands, oldest first." }),
  votes: z.int(),
  comments: z.int().meta({ description: "How many are said here." }),
  url: z.string().meta({ description: "Its page." }),
});

type PaperShape = z.input<typeof paperShape>;

export function tellPaper(
  paper: Paper,
  { site, comments }: { site: URL; comments: number },
): PaperShape {
  const { comment, doi, journalRef, license, version, submittedAt, updatedAt } = paper;
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
    license,
    version,
    submittedAt,
    updatedAt,
    isWithdrawn: paper.withdrawn,
    codeUrl: paper.codeUrl,
    projectUrl: paper.projectUrl,
    appearances: paper.appearances.map(({ source = null, ...each }) => ({ ...each, source })),
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

export const paperRoutes = [
  route({
    method: "get",
    path: "/papers/{id}",
    tag: "Papers",
    summary: "One paper",
    params: { id: paperId },
    answer: paperShape,
    async handle({ params }, options) {
      const paper = await getNamedPaper(options, params.id);
      return (await tellPapers([paper], options))[0]!;
    },
  }),
];
