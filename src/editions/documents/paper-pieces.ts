// What the texts of a paper and of an edition say alike of a paper.
import type { Submission } from "../../community/submissions/submissions.ts";
import { links } from "../../links.ts";
import { linkTo, type Block, type Link, type Piece } from "../../papers/documents/document.ts";
import { arxivOf } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { longDate } from "../../papers/period.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import type { Picked } from "../../ranking/reason.ts";

/** `Picked by Ada for Friday 27 March 2026: “Read section 4 first.”` */
export function pickPieces({ name, sentence, day }: Picked, { dated = false } = {}): Piece[] {
  return saidPieces(`Picked by ${name}${dated ? ` for ${longDate(day)}` : ""}`, sentence);
}

/** `Submitted by Ada: “It is short.”` */
export function submissionPieces({ name, sentence }: Submission): Piece[] {
  return saidPieces(`Submitted by ${name}`, sentence);
}

function saidPieces(who: string, sentence: string | null): Piece[] {
  return [{ strong: who }, ...(sentence ? [`: “${sentence}”`] : [])];
}

/** Nothing where there is no reason. */
export function whyBlock(reasons: readonly string[]): Block[] {
  if (reasons.length === 0) return [];
  return [{ kind: "paragraph", pieces: [{ strong: "Why:" }, ` ${reasons.join(" · ")}`] }];
}

/** Where else the paper is. */
export function linksOf({ identifier, codeUrl, projectUrl }: Paper): Link[] {
  const arxiv = arxivOf(identifier);
  return [
    ...(arxiv
      ? [linkTo("arXiv page", links.abstractAt(arxiv)), linkTo("PDF", links.pdfAt(arxiv))]
      : []),
    ...(isWebAddress(codeUrl) ? [linkTo("Code", codeUrl)] : []),
    ...(isWebAddress(projectUrl) ? [linkTo("Project", projectUrl)] : []),
  ];
}
