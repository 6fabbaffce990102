// One paper, whole.
import { z } from "zod";
import { listNewestComments, type Comment } from "../../../community/discussion/comments.ts";
import { paperDocument } from "../../../editions/documents/paper-document.ts";
import { listStandings, type PaperStanding } from "../../../editions/standings.ts";
import { links } from "../../../links.ts";
import { plainReference } from "../../../papers/citations/styles/styles.ts";
import type { Paper } from "../../../papers/paper.ts";
import { standingShape, tellStandings } from "../../shapes/standing.ts";
import { getNamedPaper, paperId } from "../../reading/paper.ts";
import { paperShape, tellPapers } from "../../shapes/paper.ts";
import { count } from "../../../papers/words.ts";
import { cut, dataNotice, paragraphs, writeDocument } from "../markdown.ts";
import type { McpContext } from "../options.ts";
import { tool } from "../tool.ts";
import { saidShape, tellSaid } from "./discussion.ts";

const mostAuthors = 200;
const longestAbstract = 10_000;
const mostComments = 10;

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
  description: `One paper: its whole abstract, authors, categories, versions, code, where it stood in the editions and why, and on request the newest ${mostComments} comments. The text of the paper is not here; pdfUrl says where it is.`,
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
    discussion: z.array(saidShape).nullable().meta({
      description:
        "The newest comments, in the order in which they were said; null where they were not asked for.",
    }),
  },
  async answer({ id, discussion: isWanted }, context) {
    const found = await getNamedPaper(context, id);
    const paper = await tellWhole(found, context);
    const { db, judge } = context;
    const standings = await listStandings(db, { paper: found, judge });
    const asked = { paper: found.id, limit: mostComments };
    const comments = isWanted ? await listNewestComments(db, asked) : [];
    return {
      data: {
        paper,
        standings: await tellStandings(standings, context),
        discussion: isWanted ? await tellSaid(comments.toReversed(), context) : null,
      },
      text: paragraphs(
        dataNotice,
        await writeWhole(found, paper, { standings, comments, context }),
        isWanted ? "" : saysTalk(paper.comments),
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
    abstract: cut(told.abstract, longestAbstract),
    authors: told.authors.slice(0, mostAuthors),
    authorCount: told.authors.length,
    reference: plainReference(paper, "apa"),
    bibtexUrl: links.whole(links.bibtex(paper.identifier), context.config.SITE_URL),
  });
}

/** As its page has it for everybody, and what else a model may need. */
async function writeWhole(
  found: Paper,
  { authors, authorCount, votes, reference }: Whole,
  { context, ...wanted }: { standings: PaperStanding[]; comments: Comment[]; context: McpContext },
): Promise<string> {
  const others = authorCount - authors.length;
  const named = found.authors.slice(0, mostAuthors);
  const paper = {
    ...found,
    abstract: cut(found.abstract, longestAbstract),
    authors: others > 0 ? [...named, `and ${count(others, "other")}`] : named,
  };
  const facts = [
    { name: "Votes here", said: [[String(votes)]] },
    { name: "Cite", said: [[reference]] },
  ];
  const document = await paperDocument(context, paper, { ...wanted, facts, forModel: true });
  return writeDocument(document, context);
}

function saysTalk(comments: number): string {
  return comments === 0 ? "" : `${count(comments, "comment")} here; get_discussion reads them.`;
}
