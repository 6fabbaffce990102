// A paper in a list as text: its place, title, authors, why it is there, and what it is about.
import type { Submission } from "../../community/submissions/submissions.ts";
import { links } from "../../links.ts";
import { dot, paragraph, type Block } from "../../papers/documents/document.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { opening } from "../../papers/opening.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Picked } from "../../ranking/reason.ts";
import { authorsInShort, count } from "../../papers/words.ts";
import { linksOf, pickPieces, submissionPieces, whyBlock } from "./paper-pieces.ts";

interface EntryOf {
  paper: Paper;
  place: number;
  reasons: readonly string[];
  picked?: Picked | undefined;
  submission?: Submission | undefined;
  /** Among the first, with all of its abstract, and where else it is. */
  isWhole: boolean;
  /** For a model: with its identifier, by which to ask for it; and the abstract is a quote. */
  forModel?: boolean | undefined;
}

export function entryBlocks(entry: EntryOf): Block[] {
  const { paper, place, reasons, picked, submission, isWhole, forModel } = entry;
  const { title, authors, categories, abstract, withdrawn, sample } = paper;
  const by = [
    forModel ? `id ${bareIdentifier(paper.identifier)}` : "",
    authorsInShort(authors),
    categories.slice(0, 3).join(", "),
    forModel ? (paper.appearances[0]?.day ?? "") : "",
    forModel && paper.upvotes > 0 ? count(paper.upvotes, "vote") : "",
    withdrawn ? "withdrawn" : "",
    sample ? "sample" : "",
  ].filter((part) => part !== "");
  const elsewhere = linksOf(paper);
  return [
    {
      kind: "heading",
      level: 2,
      number: place,
      words: [{ tex: title }],
      href: links.paper(paper.identifier),
    },
    ...(by.length > 0 ? [paragraph(by.join(dot))] : []),
    ...(picked ? [paragraph(...pickPieces(picked))] : []),
    ...(submission ? [paragraph(...submissionPieces(submission))] : []),
    ...whyBlock(reasons),
    ...(abstract ? [abstractOf(entry)] : []),
    ...((isWhole || forModel) && elsewhere.length > 0
      ? [{ kind: "links" as const, links: elsewhere }]
      : []),
  ];
}

function abstractOf({ paper: { abstract }, isWhole, forModel }: EntryOf): Block {
  const tex = isWhole ? abstract : opening(abstract);
  return { kind: "paragraph", pieces: [{ tex }], isQuote: forModel };
}
