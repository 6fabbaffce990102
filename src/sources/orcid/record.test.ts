import { expect, test } from "vitest";
import { serve } from "../../../fixtures/answering-server.ts";
import { openOrcid } from "../../../fixtures/orcid.ts";
import { Invalid, SourceError } from "../../errors.ts";
import { orcidsIn, parseOrcid } from "../../papers/orcid.ts";
import { readOrcidPages, readOrcidWorks } from "./record.ts";

const id = "0000-0002-1825-0097";

function asking(orcidUrl: URL) {
  return { orcidUrl, guard: { reach: "public" as const }, userAgent: "Broadsheet/test" };
}

test("an iD is read however it is written, and its last digit tells a slip", () => {
  for (const written of [id, "https://orcid.org/0000-0002-1825-0097", " 0000000218250097 "]) {
    expect(parseOrcid(written)).toBe(id);
  }
  expect(parseOrcid("orcid.org/0000-0002-1694-233x")).toBe("0000-0002-1694-233X");
  for (const wrong of ["0000-0002-1825-0098", "0000-0002-1825", "ada", "", `${id} ${id}`]) {
    expect(() => parseOrcid(wrong)).toThrow(Invalid);
  }
  expect(orcidsIn(`(${id}), https://orcid.org/${id}; 0000-0002-1825-0098; 1${id}`)).toEqual([id]);
});

test("a record gives its pages, and its works with who brought them there", async () => {
  const { url, records, requests } = await openOrcid();
  records.set(id, {
    pages: ["https://papers.example/people/ada?orcid=code", "ftp://odd"],
    works: [
      { doi: "10.1000/Abc" },
      { arxiv: "2603.25280", by: "datacite" },
      { doi: "10.48550/arXiv.2603.11111", by: "owner" },
      { doi: "10.1000/tool", by: "tool" },
      { doi: "10.1000/book", relationship: "part-of" },
    ],
  });
  expect(await readOrcidPages(id, asking(url))).toEqual([
    "https://papers.example/people/ada?orcid=code",
    "ftp://odd",
  ]);
  const works = await readOrcidWorks(id, asking(url));
  expect(works.map(({ registry, names }) => [registry, ...names])).toEqual([
    ["Crossref", "doi:10.1000/abc"],
    ["DataCite", "arxiv:2603.25280"],
    ["", "arxiv:2603.11111"],
    ["", "doi:10.1000/tool"],
  ]);
  expect(requests).toEqual([`/v3.0/${id}/person`, `/v3.0/${id}/works`]);
});

test("a record that is not there, has moved, or cannot be read says so", async () => {
  const { url, records } = await openOrcid();
  await expect(readOrcidPages(id, asking(url))).rejects.toThrow("ORCID knows no record");
  records.set(id, { now: "0000-0002-1694-233X" });
  await expect(readOrcidPages(id, asking(url))).rejects.toThrow("0000-0002-1694-233X");
  for (const body of ["<html>", "[]", "null", '{"group":[{"work-summary":', "9"]) {
    const odd = await serve((response) => void response.end(body));
    await expect(readOrcidWorks(id, asking(odd.url))).rejects.toBeInstanceOf(SourceError);
  }
  const sparse = await serve(
    (response) =>
      void response.end(
        JSON.stringify({
          group: [
            { "work-summary": null },
            { "work-summary": [{ source: 3, "external-ids": { "external-id": [{}] } }] },
          ],
          "researcher-urls": {
            "researcher-url": [{ url: null }, { url: { value: "https://x/" } }],
          },
        }),
      ),
  );
  expect(await readOrcidWorks(id, asking(sparse.url))).toEqual([]);
  expect(await readOrcidPages(id, asking(sparse.url))).toEqual(["https://x/"]);
});
