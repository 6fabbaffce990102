import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { findPaper, listIdentifiers } from "./papers.ts";

test("papers are listed by their own names, whatever else they are called, in the order asked for", async () => {
  const { db, save } = await openInstance();
  const title = "Gulls of the Northern Bay, Counted by Hand";
  const authors = ["Ada Lindqvist"];
  await save({ identifier: "doi:10.1000/book", title, abstract: "", authors });
  await save(aPaper({ identifier: "arxiv:2603.25001", title, authors, doi: "10.1000/book" }));
  await save(aPaper({ identifier: "arxiv:2603.25002", title: "Another" }));
  const renamed = await findPaper(db, "doi:10.1000/book");
  const other = await findPaper(db, "arxiv:2603.25002");
  expect(renamed?.identifier).toBe("arxiv:2603.25001");
  expect(await listIdentifiers(db, [other!.id, 99, renamed!.id])).toEqual([
    { id: other!.id, identifier: "arxiv:2603.25002" },
    { id: renamed!.id, identifier: "arxiv:2603.25001" },
  ]);
});
