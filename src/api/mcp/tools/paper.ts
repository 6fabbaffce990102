// One paper, whole.
import { z } from "zod";
import { links } from "../../../links.ts";
import { plainReference } from "../../../papers/citations/styles/styles.ts";
import type { Paper } from "../../../papers/paper.ts";
import { standingShape, tellStandings } from "../../shapes/standing.ts";
import { getNamedPaper, paperId } from "../../reading/paper.ts";
import { paperShape, tellPapers } from "../../shapes/paper.ts";
import { saysWhyHere } from "../listed.ts";
import { addressOf, count, dataNotice, inline, link, paragraphs, quote } from "../markdown.ts";
import type { McpContext } from "../options.ts";
import { tool } from "../tool.ts";
import { saidShape, tellSaid, writeComments } from "./discussion.ts";

const mostAuthors = 200;
const longestAbstract = 10_000;
const mostComments = 20;

/** As the API tells it, but for what TeX says a second time. */
const wholeShape = paperShape.omit({ titleTex: true, abstractTex: true }).extend({
  authorCount: z.int(),
  reference: z.string().meta({ description: "How to cite it: plain text, in the style of APA." }),
  bibtexUrl: z.string().meta({ description: "Its BibTeX entry." }),
});

type Whole = z.input<typeof wholeShape>;

export const getPaperTool = tool({
  name: "get_paper",
  title: "Read a paper",
  description: `One paper: its whole abstract, authors, categories, versions, code, where it stood in the editions and why, and on request the first ${mostComments} comments. The text of the paper is not here; pdfUrl says where it is.`,
  input: {
    id: paperId.max(300).meta({
      description:
        "An id from another answer, or what names a paper elsewhere: 2310.07896, hep-th/9901001, doi:10.1101/…, an arXiv address.",
    }),
    discussion: z
      .boolean()
      .default(false)
      .meta({ description: "With what readers say of it; get_discussion has all of it." }),
  },
  output: {
    paper: wholeShape,
    standings: z.array(standingShape).meta({ description: "Its last editions, oldest first." }),
    discussion: z
      .array(saidShape)
      .nullable()
      .meta({ description: "The first comments; null where they were not asked for." }),
  },
  async answer({ id, discussion: isWanted }, context) {
    const found = await getNamedPaper(context, id);
    const paper = await tellWhole(found, context);
    const standings = await tellStandings(found, context);
    const page = { limit: mostComments, page: 1 };
    const talk = isWanted ? await tellSaid(found, page, context) : undefined;
    const discussion = talk?.comments ?? null;
    return {
      data: { paper, standings, discussion },
      text: paragraphs(
        dataNotice,
        `# ${link(paper.title, paper.url)}`,
        factsOf(paper).join("  \n"),
        "## Abstract",
        quote(paper.abstract),
        standings.length > 0 && "## In the editions",
        standings.map(writeStanding).join("\n"),
        discussion ? "## Discussion" : saysTalk(paper.comments),
        discussion !== null &&
          (discussion.length > 0 ? writeComments(discussion) : "Nobody said anything."),
        typeof talk?.next === "number" && "get_discussion has the rest.",
      ),
    };
  },
});

/** The same as a document. @throws NotFound */
export async function writePaper(id: string, context: McpContext): Promise<string> {
  return (await getPaperTool.answer({ id, discussion: true }, context)).text;
}

async function tellWhole(paper: Paper, context: McpContext): Promise<Whole> {
  const told = (await tellPapers([paper], context))[0]!;
  return wholeShape.parse({
    ...told,
    abstract: cut(told.abstract),
    authors: told.authors.slice(0, mostAuthors),
    authorCount: told.authors.length,
    reference: plainReference(paper, "apa"),
    bibtexUrl: links.whole(links.bibtex(paper.identifier), context.config.SITE_URL),
  });
}

function cut(text: string): string {
  return text.length > longestAbstract
    ? `${text.slice(0, longestAbstract).toWellFormed()} …`
    : text;
}

function factsOf(paper: Whole): string[] {
  const others = paper.authorCount - paper.authors.length;
  const facts: [string, string | null | undefined][] = [
    ["Id", inline(paper.id)],
    [
      "Authors",
      `${paper.authors.map(inline).join(", ")}${others > 0 ? ` and ${count(others, "other")}` : ""}`,
    ],
    ["Categories", paper.categories.map(inline).join(" ")],
    ["Withdrawn", paper.isWithdrawn ? "yes, by its authors" : null],
    ["Submitted", paper.submittedAt],
    ["Newest version", paper.version === null ? null : `${paper.version} (${paper.updatedAt})`],
    ["Votes here", String(paper.votes)],
    ["Authors’ comment", paper.authorsComment && inline(paper.authorsComment)],
    ["Journal", paper.journalRef && inline(paper.journalRef)],
    ["DOI", paper.doi && inline(paper.doi)],
    ["Code", paper.codeUrl && addressOf(paper.codeUrl)],
    ["Project", paper.projectUrl && addressOf(paper.projectUrl)],
    ["PDF", paper.pdfUrl && addressOf(paper.pdfUrl)],
    ["Cite", inline(paper.reference)],
    ["BibTeX", addressOf(paper.bibtexUrl)],
    ["Licence", paper.license && addressOf(paper.license)],
  ];
  return facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
}

function writeStanding({ day, kind, standing }: z.input<typeof standingShape>): string {
  if (!standing) return `- ${day}, ${kind}, too late for the edition`;
  const why = saysWhyHere(standing).replaceAll("  \n", ". ");
  return `- ${day}, ${kind}: place ${standing.place} of ${standing.papers}${why && `. ${why}`}`;
}

function saysTalk(comments: number): string {
  return comments === 0 ? "" : `${count(comments, "comment")} here; get_discussion reads them.`;
}
