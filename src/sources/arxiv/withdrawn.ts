// Whether the words around a paper say that its authors took it back. arXiv has no field for it
// outside arXivRaw; the comment says it, in every phrasing there is.

const thing = "(?:paper|article|submission|manuscript|preprint|e-?print|work|note|report|thesis)";
const verb = "(?:has|have|had|is|was)(?: (?!not\\b)\\w+){0,2}";
// From a journal or a conference is another matter.
const gone = "withdrawn\\b(?! from (?!arxiv))";
const says = new RegExp(
  [
    `^\\W*${gone}`,
    `\\b(?:this|the|thus|our|my)(?: current)? ${thing} ${verb} ${gone}`,
    // "18 pages. Paper withdrawn", but not "an earlier paper withdrawn in 2010".
    `(?:^|[.;,:] )\\W*${thing} (?:${verb} )?${gone}`,
  ].join("|"),
  "i",
);
// Of a comment nothing else can be the subject: "Has been withdrawn by the author".
const commentSays = new RegExp(`(?:^|[.;,:] )\\W*(?:this |it )?(?:has been|is|was) ${gone}`, "i");

/** "The data were withdrawn" and "blood was withdrawn" are no such words. */
export function saysWithdrawn({
  comment = "",
  abstract = "",
}: {
  comment?: string | undefined;
  abstract?: string | undefined;
}): boolean {
  return says.test(comment) || commentSays.test(comment) || says.test(abstract);
}
