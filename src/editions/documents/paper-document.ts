// A paper as text: what its page says to everybody.
import { listNewestComments, type Comment } from "../../community/discussion/comments.ts";
import { countTalk } from "../../community/discussion/talk-counts.ts";
import { listPicksOf } from "../../community/picks/picks.ts";
import { formerReader } from "../../community/readers.ts";
import { listSubmissions } from "../../community/submissions/submissions.ts";
import { inTurns } from "../../in-turns.ts";
import { links } from "../../links.ts";
import {
  joined,
  linkTo,
  paragraph,
  type Block,
  type Document,
  type Fact,
} from "../../papers/documents/document.ts";
import { markdownToText } from "../../papers/markdown/markdown.ts";
import { momentIn } from "../../papers/moments.ts";
import type { Paper } from "../../papers/paper.ts";
import { authorsInShort, count } from "../../papers/words.ts";
import { mainReasons } from "../../ranking/reason.ts";
import { partStandings } from "../paper-standings.ts";
import { listSimilar } from "../similar-papers.ts";
import { listStandings, type PaperStanding } from "../standings.ts";
import type { Instance } from "./instance.ts";
import { factsOf } from "./paper-facts.ts";
import { linksOf, pickPieces, submissionPieces, whyBlock } from "./paper-pieces.ts";

interface Wanted {
  /** Where it stands, if that is known already: to find it takes a while. */
  standings?: readonly PaperStanding[];
  /** Its facts, and these. */
  facts?: readonly Fact[];
  /** Of what anybody may read the newest, the newest first; left out, some are read. */
  comments?: readonly Comment[];
  /** For a model: what its authors wrote is a quote. */
  forModel?: boolean;
}

export async function paperDocument(
  instance: Instance,
  paper: Paper,
  { standings: known, facts = [], comments, forModel = false }: Wanted = {},
): Promise<Document> {
  const { db, judge } = instance;
  const standings = partStandings(known ?? (await listStandings(db, { paper, judge })));
  const picks = (await listPicksOf(db, paper.id)).filter(({ isOut }) => isOut);
  const submission = (await listSubmissions(db, [paper.id])).get(paper.id);
  const authors = paper.authors.map((name) => [{ tex: name }]);
  return [
    { kind: "heading", level: 1, words: [{ tex: paper.title }] },
    ...stateOf(paper),
    ...(authors.length > 0 ? [paragraph(...joined(authors, ", "))] : []),
    ...picks.toReversed().map((pick) => paragraph(...pickPieces(pick, { dated: true }))),
    ...(submission ? [paragraph(...submissionPieces(submission))] : []),
    ...whyBlock(mainReasons(standings.standings.at(-1)?.reasons ?? [])),
    { kind: "facts", facts: [...factsOf(paper, standings), ...facts] },
    {
      kind: "links",
      links: [
        linkTo(`At ${instance.config.SITE_NAME}`, links.paper(paper.identifier)),
        ...linksOf(paper),
        linkTo("BibTeX", links.bibtex(paper.identifier)),
      ],
    },
    { kind: "heading", level: 2, words: ["Abstract"] },
    paper.abstract
      ? { kind: "paragraph", pieces: [{ tex: paper.abstract }], isQuote: forModel }
      : paragraph("No abstract came with this paper."),
    ...(paper.comment ? [paragraph({ strong: "Comment:" }, " ", { tex: paper.comment })] : []),
    ...(await discussionOf(instance, paper, comments)),
    ...(await similarTo(instance, paper)),
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
async function discussionOf(
  { db, config }: Instance,
  paper: Paper,
  known: readonly Comment[] | undefined,
): Promise<Block[]> {
  const asked = { paper: paper.id, limit: mostComments };
  const newest = known ?? (await listNewestComments(db, asked));
  if (newest.length === 0) return [];
  const comments = (await countTalk(db, [paper.id])).get(paper.id)?.comments ?? 0;
  const quotes = await inTurns(newest.toReversed(), ({ by, isAuthors, at, source }): Block => ({
    kind: "quote",
    lead: [
      { strong: by?.name ?? formerReader },
      `${isAuthors ? ", an author" : ""}, ${momentIn(config.TIME_ZONE, at, new Date(0))}`,
    ],
    text: markdownToText(source ?? ""),
  }));
  return [
    { kind: "heading", level: 2, words: ["What readers say"] },
    ...(quotes.length < comments
      ? [paragraph(`The newest ${quotes.length} of ${count(comments, "comment")}.`)]
      : []),
    ...quotes,
    {
      kind: "links",
      links: [
        linkTo(
          `All of the discussion, ${count(comments, "comment")}`,
          links.discussion(paper.identifier),
        ),
      ],
    },
  ];
}

async function similarTo(instance: Instance, paper: Paper): Promise<Block[]> {
  const similar = await listSimilar(instance, paper);
  if (similar.length === 0) return [];
  return [
    { kind: "heading", level: 2, words: ["Similar papers"] },
    {
      kind: "list",
      items: similar.map(({ title, identifier, authors }) => ({
        words: [{ tex: title }],
        href: links.paper(identifier),
        rest: authors.length > 0 ? [`, by ${authorsInShort(authors)}`] : [],
      })),
    },
  ];
}
