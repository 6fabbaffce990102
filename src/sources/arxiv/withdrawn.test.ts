import { expect, test } from "vitest";
import { saysWithdrawn } from "./withdrawn.ts";

test.each([
  "This paper has been withdrawn by the author due to an error in Lemma 2",
  "Withdrawn by the authors",
  "(Withdrawn) see our later work",
  "Paper withdrawn due to a sign error",
  "12 pages. This article is withdrawn, since it is now part of another",
  "9 pages, 2 figures, This paper has been withdrawn by the author",
  "This paper is currently withdrawn because of a gap in the proof",
  "Has been withdrawn",
  "This article has been administratively withdrawn because of a dispute over its authors",
  "The current paper was withdrawn from arXiv",
])("“%s” takes the paper back", (comment) => {
  expect(saysWithdrawn({ comment })).toBe(true);
});

test.each([
  "The data were withdrawn from the study",
  "The drug has been withdrawn from the market",
  "Helium atoms are withdrawn from the film",
  "Correction to a paper of 2010 that has been withdrawn elsewhere; not withdrawn here",
  "The paper was withdrawn from the conference",
  "This paper is not withdrawn",
  "Replaces an earlier paper withdrawn in 2010",
])("“%s” does not", (text) => {
  expect(saysWithdrawn({ abstract: text })).toBe(false);
});
