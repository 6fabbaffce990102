// A paper as text: what its page says to everybody.
import type { Context } from "hono";
import { listNewestComments } from "../../community/discussion/comments.ts";
import { countTalk } from "../../community/discussion/talk-counts.ts";
import { listPicksOf } from "../../community/picks/picks.ts";
import { formerReader } from "../../community/readers.ts";
import { listSubmissions } from "../../community/submissions/submissions.ts";
import { inTurns } from "../../in-turns.ts";
import { links } from "../../links.ts";
import { joined, paragraph, type Block, type Document } from "../../papers/documents/document.ts";
import type { Paper } from "../../papers/paper.ts";
import { momentIn } from "../../papers/moments.ts";
import { mainReasons } from "../../ranking/reason.ts";
import type { Web } from "../context.ts";
import { inFormat } from "../formats.ts";
import { listSimilar, readStandings } from "../paper-standings.ts";
import { Facts } from "../views/paper-rail.tsx";
import { authorsInShort, count } from "../views/words.ts";
import { linksOf, linkTo, pickPieces, submissionPieces, whyBlock } from "./paper-pieces.ts";
import { factsOf } from "./pieces-of.ts";
import { sendDocument, type DocumentFormat } from "./send-document.ts";

export function sendPaperAs(format: DocumentFormat) {
  return async (c: Context, web: Web, paper: Paper): Promise<Response> =>
    sendDocument(c, web, {
      format,
      document: await paperDocument(web, paper),
      page: links.paper(paper.identifier),
      robots: paper.sample ? "noindex" : undefined,
    });
}

async function paperDocument(web: Web, paper: Paper): Promise<Document> {
  const { SITE_URL: site, SITE_NAME } = web.config;
  const { standings, outside } = await readStandings(web, paper);
  const picks = (await listPicksOf(web.db, paper.id)).filter(({ isOut }) => isOut);
  const submission = (await listSubmissions(web.db, [paper.id])).get(paper.id);
  const here = (path: string) => links.whole(path, site);
  return [
    { kind: "heading", level: 1, words: [{ tex: paper.title }] },
    ...stateOf(paper),
    ...(paper.authors.length > 0
      ? [
          paragraph(
            ...joined(
              paper.authors.map((name) => [{ tex: name }]),
              ", ",
            ),
          ),
        ]
      : []),
    ...picks.toReversed().map((pick) => paragraph(...pickPieces(pick, { dated: true }))),
    ...(submission ? [paragraph(...submissionPieces(submission))] : []),
    ...whyBlock(mainReasons(standings.at(-1)?.reasons ?? [])),
    {
      kind: "facts",
      facts: await factsOf(<Facts paper={paper} standings={standings} outside={outside} />, site),
    },
    {
      kind: "links",
      links: [
        linkTo(`At ${SITE_NAME}`, here(links.paper(paper.identifier))),
        ...linksOf(paper),
        linkTo("BibTeX", here(inFormat(links.paper(paper.identifier), "bibtex"))),
      ],
    },
    { kind: "heading", level: 2, words: ["Abstract"] },
    paragraph(paper.abstract ? { tex: paper.abstract } : "No abstract came with this paper."),
    ...(paper.comment ? [paragraph({ strong: "Comment:" }, " ", { tex: paper.comment })] : []),
    ...(await discussionOf(web, paper)),
    ...(await similarTo(web, paper)),
  ];
}

function stateOf({ withdrawn, comment, sample }: Paper): Block[] {
  const why = comment ? "; their comment below may say why" : "";
  return [
    ...(withdrawn
      ? [
          paragraph(
            { strong: "Withdrawn." },
            ` Its authors took this paper back${why}. It stays here, marked.`,
          ),
        ]
      : []),
    ...(sample
      ? [paragraph({ strong: "Sample." }, " A new site shows it until others come.")]
      : []),
  ];
}

const mostComments = 10;

/** The newest of what anybody may read, in the order in which it was said. */
async function discussionOf(web: Web, paper: Paper): Promise<Block[]> {
  const { SITE_URL, TIME_ZONE } = web.config;
  const href = links.whole(links.discussion(paper.identifier), SITE_URL);
  const comments = (await countTalk(web.db, [paper.id])).get(paper.id)?.comments ?? 0;
  if (comments === 0) return [];
  const newest = await listNewestComments(web.db, { paper: paper.id, limit: mostComments });
  const quotes = await inTurns(newest.toReversed(), ({ by, isAuthors, at, source }): Block => ({
    kind: "quote",
    lead: [
      { strong: by?.name ?? formerReader },
      `${isAuthors ? ", an author" : ""}, ${momentIn(TIME_ZONE, at, new Date(0))}`,
    ],
    text: web.renderForFeeds.text(source ?? "", new Map()),
  }));
  return [
    { kind: "heading", level: 2, words: ["What readers say"] },
    ...(quotes.length < comments
      ? [paragraph(`The newest ${quotes.length} of ${count(comments, "comment")}.`)]
      : []),
    ...quotes,
    {
      kind: "links",
      links: [linkTo(`All of the discussion, ${count(comments, "comment")}`, href)],
    },
  ];
}

async function similarTo(web: Web, paper: Paper): Promise<Block[]> {
  const similar = await listSimilar(web, paper);
  if (similar.length === 0) return [];
  return [
    { kind: "heading", level: 2, words: ["Similar papers"] },
    {
      kind: "list",
      items: similar.map(({ title, identifier, authors }) => ({
        words: [{ tex: title }],
        href: links.whole(links.paper(identifier), web.config.SITE_URL),
        rest: authors.length > 0 ? [`, by ${authorsInShort(authors)}`] : [],
      })),
    },
  ];
}
