// Papers in the shape that Hugging Face's clients read. Those read `title`, `githubRepo` and
// `projectPage` at the top level only, and moments must end in `Z`; where a field stands here twice,
// a client of theirs is why.
import { createHash } from "node:crypto";
import type { TalkCount } from "../community/discussion/talk-counts.ts";
import type { Entry } from "../editions/standings.ts";
import { bareIdentifier } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import { texToText } from "../papers/tex/tex.ts";
import type { Day } from "../papers/period.ts";
import { pickAmong, type Ranked } from "../ranking/reason.ts";

/** One paper of `/api/papers/ID`; and, as `paper`, of a list. */
function flatPaper(paper: Paper) {
  return {
    id: bareIdentifier(paper.identifier),
    title: texToText(paper.title),
    summary: texToText(paper.abstract),
    publishedAt: publishedAt(paper),
    upvotes: paper.upvotes,
    discussionId: objectId(`discussion ${paper.identifier}`),
    authors: paper.authors.map((name, index) => ({
      _id: objectId(`author ${paper.identifier} ${index}`),
      name: texToText(name),
      hidden: false,
    })),
    submittedOnDailyAt: momentOf(shownOn(paper)),
    ...codeAndProject(paper),
    // What Broadsheet knows beyond that.
    categories: paper.categories,
    doi: paper.doi,
    comment: paper.comment,
    appearances: paper.appearances,
    sample: paper.sample,
  };
}

/** `/api/papers/ID` names what is linked to a paper; here that is nothing yet. */
export function paperDetail(paper: Paper) {
  return { ...flatPaper(paper), linkedModels: [], linkedDatasets: [], linkedSpaces: [] };
}

/** One item of a list; `talk` is what is said of it, if anything is. */
export function listedPaper(paper: Paper, day: Day | undefined, talk: TalkCount | undefined) {
  return {
    paper: flatPaper(paper),
    title: texToText(paper.title),
    summary: texToText(paper.abstract),
    publishedAt: momentOf(day) ?? publishedAt(paper),
    numComments: talk?.comments ?? 0,
    isAuthorParticipating: talk?.authorsTakePart ?? false,
    ...codeAndProject(paper),
  };
}

/** One item of an edition, with its place and its reasons. */
export function listedEntry({ paper, day, place, ...scored }: Entry, talk: TalkCount | undefined) {
  const picked = pickAmong(scored.reasons);
  return {
    ...listedPaper(paper, day, talk),
    place,
    ...whyOf(scored),
    ...(picked && { picked: { by: picked.name, day: picked.day, sentence: picked.sentence } }),
  };
}

/** The score, and all that it is the sum of. */
export function whyOf({ score, reasons }: Pick<Ranked, "score" | "reasons">) {
  return {
    score,
    reasons: reasons.map(({ kind, text, share, detail }) => ({ kind, text, share, detail })),
  };
}

function codeAndProject(paper: Paper) {
  return {
    ...(paper.codeUrl && { githubRepo: paper.codeUrl }),
    ...(paper.projectUrl && { projectPage: paper.projectUrl }),
  };
}

/** The nearest to a date of publication that is known; clients insist on one. */
function publishedAt(paper: Paper): string {
  return momentOf(paper.submittedAt ?? undefined) ?? momentOf(firstDay(paper)) ?? monthOf(paper);
}

/** An arXiv identifier tells the month: 2310.07896 was sent in in October 2023. */
function monthOf(paper: Paper): string {
  const [, yy = "70", mm = "01"] =
    /^(?:.*\/)?(\d{2})(0[1-9]|1[0-2])/.exec(bareIdentifier(paper.identifier)) ?? [];
  return `${Number(yy) > 90 || yy === "70" ? "19" : "20"}${yy}-${mm}-01T00:00:00.000Z`;
}

function firstDay(paper: Paper): Day | undefined {
  return paper.appearances[0]?.day;
}

function shownOn(paper: Paper): Day | undefined {
  const featured = paper.appearances.find((each) => each.kind === "featured");
  return featured?.day ?? firstDay(paper);
}

function momentOf(dayOrMoment: string | undefined): string | undefined {
  return dayOrMoment === undefined ? undefined : new Date(dayOrMoment).toISOString();
}

/** 24 hexadecimal digits, as their clients expect of an identifier, the same every time. */
export function objectId(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}
