import fc from "fast-check";
import { expect, test } from "vitest";
import type { Place } from "./comments.ts";
import { findPageOf, growThreads, pageThreads, type Branch, type Shown } from "./threads.ts";
import { wordDifference } from "./word-difference.ts";

/** Each answers one before it, or begins a thread; some are gone, and some are not there. */
const discussions = fc
  .array(
    fc.record({
      above: fc.double({ min: 0, max: 1, noNaN: true }),
      begins: fc.boolean(),
      votes: fc.nat(5),
      bytes: fc.nat(40_000),
      fate: fc.constantFrom("shown", "shown", "deleted", "hidden", "missing"),
    }),
    { maxLength: 60 },
  )
  .map((each) => {
    const comments: Place[] = [];
    for (const [index, { above, begins, votes, bytes }] of each.entries()) {
      const parent = begins || index === 0 ? undefined : comments[Math.floor(above * (index - 1))];
      comments.push({
        id: index + 1,
        parent: parent?.id ?? null,
        root: parent?.root ?? index + 1,
        standing: "shown",
        isReadable: true,
        bytes,
        votes,
      });
    }
    return comments.flatMap((comment, index) => {
      const { fate } = each[index]!;
      if (fate === "missing") return [];
      return fate === "shown"
        ? comment
        : { ...comment, isReadable: false, bytes: 0, standing: fate };
    });
  });

function all(branches: readonly Branch[]): Branch[] {
  return branches.flatMap((branch) => [branch, ...all(branch.replies)]);
}

function bytesOf(shown: readonly Shown[]): number {
  return shown.reduce(
    (sum, { branch, replies }) => sum + (branch.place?.bytes ?? 0) + bytesOf(replies),
    0,
  );
}

test("whatever is deleted or missing, each comment that can be read is there once, below its own", () => {
  fc.assert(
    fc.property(discussions, fc.constantFrom("time", "votes"), (comments, order) => {
      const threads = growThreads(comments, order);
      const branches = all(threads);
      const readable = comments.filter(({ isReadable }) => isReadable);
      expect(new Set(branches.map(({ id }) => id)).size).toBe(branches.length);
      const ids = branches.flatMap(({ id, place }) => (place?.isReadable ? id : []));
      expect(ids.toSorted((a, b) => a - b)).toEqual(readable.map(({ id }) => id));
      expect(threads.reduce((sum, { size }) => sum + size, 0)).toBe(readable.length);
      for (const { id, replies } of branches) {
        const parents = replies.flatMap(({ place }) => place?.parent ?? []);
        expect(parents.every((parent) => parent === id)).toBe(true);
      }
      // Nothing that is empty stands where nothing follows.
      for (const { place, replies } of branches) {
        expect(replies.length > 0 || place?.isReadable).toBe(true);
      }
    }),
  );
});

test("what is hidden or deleted stands where an answer to it can be read, however far below", () => {
  const place = (id: number, parent: number | null, standing: Place["standing"]): Place => ({
    id,
    parent,
    root: parent === null ? id : 1,
    standing,
    isReadable: standing === "shown",
    bytes: 1,
    votes: 0,
  });
  const threads = growThreads(
    [
      place(1, null, "hidden"),
      place(2, 1, "deleted"),
      place(3, 2, "shown"),
      place(4, 1, "hidden"),
      place(5, 4, "deleted"),
      place(6, null, "hidden"),
      // As its author and moderators see it.
      { ...place(7, null, "hidden"), isReadable: true },
    ],
    "time",
  );
  expect(all(threads).map(({ id }) => id)).toEqual([1, 2, 3, 7]);
  expect(threads.map(({ size }) => size)).toEqual([1, 1]);
  expect(findPageOf(threads, { levels: 2, comment: 1 })).toBe(1);
  expect(findPageOf(threads, { levels: 2, comment: 6 })).toBeUndefined();
});

test("the pages of a discussion hold each thread once, and know what stands on them", () => {
  fc.assert(
    fc.property(discussions, (comments) => {
      const threads = growThreads([...comments], "time");
      const { pages } = pageThreads(threads, { levels: 2, page: 1 });
      const shown = Array.from({ length: pages }, (_, index) => {
        const { threads: some } = pageThreads(threads, { levels: 2, page: index + 1 });
        // As much as a reader can read and a browser can show, but for the last that was begun.
        expect(bytesOf(some)).toBeLessThan(300_000 + 40_000);
        for (const thread of some) expect(bytesOf([thread])).toBeLessThan(150_000 + 40_000);
        return some.map(({ branch }) => branch.id);
      });
      expect(shown.flat()).toEqual(threads.map(({ id }) => id));
      for (const [index, page] of shown.entries()) {
        for (const comment of page) {
          expect(findPageOf(threads, { levels: 2, comment })).toBe(index + 1);
        }
      }
    }),
  );
});

test("a chain of fifty thousand answers is no trouble", () => {
  const comments = Array.from({ length: 50_000 }, (_, index) => ({
    id: index + 1,
    parent: index === 0 ? null : index,
    root: 1,
    isReadable: true,
    bytes: 1,
    standing: "shown" as const,
    votes: 0,
  }));
  const threads = growThreads(comments, "votes");
  expect(threads[0]!.size).toBe(50_000);
  expect(
    pageThreads(threads, { levels: 2, page: 1 }).threads[0]!.replies[0]!.replies[0]!.more,
  ).toBe(49_997);
});

test("a difference holds all words of both texts, in order", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c", " ", "\n"), { maxLength: 40 });
  fc.assert(
    fc.property(words, words, (one, other) => {
      const [before, after] = [one.join(""), other.join("")];
      const parts = wordDifference(before, after);
      const without = (change: string) =>
        parts.flatMap((part) => (part.change === change ? [] : part.text)).join("");
      expect([without("new"), without("gone")]).toEqual([before, after]);
    }),
  );
  expect(wordDifference("the bound is sharp", "the bound is not sharp")).toEqual([
    { text: "the bound is", change: "same" },
    { text: " not", change: "new" },
    { text: " sharp", change: "same" },
  ]);
  const long = "x ".repeat(5000);
  expect(wordDifference(`a ${long}b`, `c ${long.replaceAll("x", "y")}d`)).toHaveLength(2);
});
