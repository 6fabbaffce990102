// Papers in the shape that Hugging Face's clients read. `huggingface_hub` takes title, votes, code and
// project page of a listed paper from beside `paper` alone, a count of 0 votes from there too, and
// moments must end in `Z`; where a field stands here twice, a client is why. What no part of Broadsheet
// knows (ai_summary, ai_keywords, organization) is left out, which clients read as unknown.
import type { Entry } from "../../editions/standings.ts";
import { links } from "../../links.ts";
import { firstDayOf, momentOf, monthOfNumber } from "../../papers/dates-of-paper.ts";
import { bareIdentifier, type Identifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { pickAmong, type Ranked } from "../../ranking/reason.ts";
import type { Around } from "./around.ts";
import { objectId } from "./object-id.ts";
import { tellPerson, tellSite, type Site } from "./people.ts";

/** The paper itself, as it stands within an item of a list and alone. */
function flatPaper(paper: Paper, around: Around, site: Site) {
  return {
    id: bareIdentifier(paper.identifier),
    ...topOf(paper, around),
    publishedAt: publishedAt(paper),
    discussionId: objectId(`discussion ${paper.identifier}`),
    authors: tellAuthors(paper, around, site),
    submittedOnDailyAt: momentOf(shownOn(paper)),
    submittedOnDailyBy: tellSubmitter(around, site),
    ...(paper.withdrawn && paper.updatedAt && { withdrawnAt: momentOf(paper.updatedAt) }),
    // What Broadsheet knows beyond that.
    categories: paper.categories,
    doi: paper.doi,
    comment: paper.comment,
    appearances: paper.appearances,
    sample: paper.sample,
  };
}

/** One paper of `/api/papers/ID` and `/api/papers`; what is linked to it is, here, nothing. */
export function paperDetail(paper: Paper, around: Around, site: Site) {
  return {
    ...flatPaper(paper, around, site),
    ...besidePaper(paper, around, site),
    linkedModels: [],
    numTotalModels: 0,
    linkedDatasets: [],
    numTotalDatasets: 0,
    linkedSpaces: [],
    numTotalSpaces: 0,
  };
}

/** One item of a list; `day` is the one on which it stands there. */
export function listedPaper(paper: Paper, day: Day | undefined, around: Around, site: Site) {
  const { submission } = around;
  return {
    paper: flatPaper(paper, around, site),
    ...topOf(paper, around),
    publishedAt: momentOf(day) ?? publishedAt(paper),
    submittedBy: tellSubmitter(around, site),
    ...besidePaper(paper, around, site),
    ...(submission && {
      submitted: { by: submission.name, day: submission.day, sentence: submission.sentence },
    }),
  };
}

/** What an item of an edition tells beyond that: its place and its reasons. */
export function standingOf({ place, ...scored }: Pick<Entry, "place" | "score" | "reasons">) {
  const picked = pickAmong(scored.reasons);
  return {
    place,
    ...whyOf(scored),
    ...(picked && { picked: { by: picked.name, day: picked.day, sentence: picked.sentence } }),
  };
}

/** The score, and all that it is the sum of. */
function whyOf({ score, reasons }: Pick<Ranked, "score" | "reasons">) {
  return {
    score,
    reasons: reasons.map(({ kind, text, share, detail }) => ({ kind, text, share, detail })),
  };
}

/** What one author of a paper is known by, so that a reader can claim to be it. */
export function authorObjectId(identifier: Identifier, place: number): string {
  return objectId(`author ${identifier} ${place}`);
}

/** What lists read beside a paper, and others in it. */
function topOf(paper: Paper, { stars }: Around) {
  return {
    title: texToText(paper.title),
    summary: texToText(paper.abstract),
    upvotes: paper.upvotes,
    source: paper.identifier.slice(0, paper.identifier.indexOf(":")),
    mediaUrls: [],
    ...(paper.codeUrl && { githubRepo: paper.codeUrl }),
    ...(paper.codeUrl && stars !== undefined && { githubStars: stars }),
    ...(paper.projectUrl && { projectPage: paper.projectUrl }),
  };
}

function besidePaper({ identifier }: Paper, { talk }: Around, { SITE_URL }: Site) {
  return {
    thumbnail: links.whole(links.cardOfPaper(identifier), SITE_URL),
    numComments: talk?.comments ?? 0,
    isAuthorParticipating: talk?.authorsTakePart ?? false,
  };
}

function tellAuthors({ authors, identifier }: Paper, around: Around, site: Site) {
  const here = [...around.authors];
  return authors.map((name, place) => {
    // Two authors of one name are two people.
    const known = here.findIndex(({ author }) => author === name);
    const [claimed] = known < 0 ? [] : here.splice(known, 1);
    return {
      _id: authorObjectId(identifier, place),
      name: texToText(name),
      hidden: false,
      ...(claimed && { user: tellPerson(claimed.by, site), status: "claimed_verified" }),
    };
  });
}

function tellSubmitter({ submission }: Around, site: Site) {
  if (!submission) return tellSite(site);
  const { reader: id, name, handle } = submission;
  return tellPerson({ id, name, handle }, site);
}

/** The nearest to a date of publication that is known; clients insist on one. */
function publishedAt(paper: Paper): string {
  return momentOf(paper.submittedAt) ?? momentOf(firstDayOf(paper)) ?? monthOf(paper);
}

/** Of one that bears no date at all the first moment that programs know. */
function monthOf({ identifier }: Paper): string {
  const { year, month } = monthOfNumber(identifier) ?? { year: 1970, month: 1 };
  return new Date(Date.UTC(year, month - 1)).toISOString();
}

function shownOn(paper: Paper): Day | undefined {
  const featured = paper.appearances.find((each) => each.kind === "featured");
  return featured?.day ?? firstDayOf(paper);
}
