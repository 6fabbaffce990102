import { expect, test } from "vitest";
import { Postings, type PostingSource } from "./postings.ts";

const count = 65_536;
const bytesEach = 3 * count;

const papers = new Uint8Array(Uint16Array.from({ length: count }, (_, i) => i).buffer);

/** As many terms as you like, each held by every paper, all with its own code. */
const source: PostingSource = (from, into) => {
  into.set(papers);
  into.fill(from / bytesEach, 2 * count);
};

test("lists that no longer have room are read again when they are looked at", () => {
  const lists = Array.from(
    { length: 400 },
    (_, i) => new Postings(source, { term: i, from: (i % 250) * bytesEach, count }),
  );
  for (let turn = 0; turn < 2; turn++) {
    lists.forEach(({ papers, papersAt, codes, codesAt }, i) => {
      expect(papers.slice(papersAt, papersAt + 3)).toEqual(Uint16Array.of(0, 1, 2));
      expect(papers[papersAt + count - 1]).toBe(count - 1);
      expect(codes[codesAt]).toBe(i % 250);
      expect(codes[codesAt + count - 1]).toBe(i % 250);
    });
  }
});

test("what lay where a list could not be read to the end is read again", () => {
  const lists = Array.from(
    { length: 341 },
    (_, i) => new Postings(source, { term: i, from: (i % 250) * bytesEach, count }),
  );
  const read = (list: Postings) => list.codes[list.codesAt];
  // As many as there is room for.
  lists.forEach((list, i) => expect(read(list)).toBe(i % 250));
  const failing = new Postings(
    (_, into) => {
      into.fill(255);
      throw new Error("torn");
    },
    { term: 0, from: 0, count },
  );
  for (let i = 0; i < 341; i++) expect(() => failing.papersAt).toThrow("torn");
  lists.forEach((list, i) => expect(read(list)).toBe(i % 250));
});

test("a list that could not be read is not taken for one that was", () => {
  let isReadable = false;
  const list = new Postings(
    (from, into) => {
      if (!isReadable) throw new Error("gone");
      source(from, into);
    },
    { term: 0, from: 7 * bytesEach, count },
  );
  expect(() => list.papersAt).toThrow("gone");
  isReadable = true;
  expect(list.codes[list.codesAt]).toBe(7);
});
