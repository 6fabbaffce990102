import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { catalogueSize, getPaper } from "./papers.ts";

const chapter = {
  identifier: "doi:10.1000/book" as const,
  title: "Gulls of the Northern Bay, Counted by Hand",
  abstract: "",
  authors: ["Ada Lindqvist"],
};

test("a paper on arXiv does not overwrite the chapter of a book whose DOI it gives", async () => {
  const { db, save } = await openInstance();
  await save(chapter);
  const other = aPaper({
    title: "A Theory of Sheep",
    authors: ["Ben Okafor"],
    doi: "10.1000/book",
  });
  await save(other);
  await save(other);
  expect(await catalogueSize(db)).toMatchObject({ papers: 2 });
  expect(await getPaper(db, "doi:10.1000/book")).toMatchObject({ title: chapter.title });
  expect(await getPaper(db, "arxiv:2603.25001")).toMatchObject({ title: "A Theory of Sheep" });
});

test.each([
  ["renamed", { title: "On Birds of the Sea" }],
  ["with a subtitle", { title: `${chapter.title}: a Theory for All Who Count`, authors: [] }],
  ["with authors in another script", { title: chapter.title, authors: ["Ада Линдквист"] }],
])("a paper that comes %s is still the one with its DOI", async (_, said) => {
  const { db, save } = await openInstance();
  await save(chapter);
  await save(aPaper({ authors: chapter.authors, doi: "10.1000/book", ...said }));
  expect(await catalogueSize(db)).toMatchObject({ papers: 1 });
});
