// A paper in a list as text: its place, title, authors, why it is there, and what it is about.
import type { Submission } from "../../community/submissions/submissions.ts";
import { links } from "../../links.ts";
import { paragraph, type Block } from "../../papers/documents/document.ts";
import { opening } from "../../papers/opening.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Picked } from "../../ranking/reason.ts";
import type { Web } from "../context.ts";
import { authorsInShort } from "../views/words.ts";
import { linksOf, pickPieces, submissionPieces, whyBlock } from "./paper-pieces.ts";

interface EntryOf {
  paper: Paper;
  place: number;
  reasons: readonly string[];
  picked?: Picked | undefined;
  submission?: Submission | undefined;
  /** Among the first, with all of its abstract. */
  isWhole: boolean;
}

export function entryBlocks({ config }: Web, entry: EntryOf): Block[] {
  const { paper, place, reasons, picked, submission, isWhole } = entry;
  const { title, authors, categories, abstract, withdrawn, sample } = paper;
  const by = [
    authorsInShort(authors),
    categories.slice(0, 3).join(", "),
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
      href: links.whole(links.paper(paper.identifier), config.SITE_URL),
    },
    ...(by.length > 0 ? [paragraph(by.join(" · "))] : []),
    ...(picked ? [paragraph(...pickPieces(picked))] : []),
    ...(submission ? [paragraph(...submissionPieces(submission))] : []),
    ...whyBlock(reasons),
    ...(abstract ? [paragraph({ tex: isWhole ? abstract : opening(abstract) })] : []),
    ...(isWhole && elsewhere.length > 0 ? [{ kind: "links" as const, links: elsewhere }] : []),
  ];
}
